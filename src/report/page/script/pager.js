// Pager: a long list a page at a time.
// Owns the button that shows more; refuses to know what is listed.

import { el } from "./dom.js";
import { number } from "./tone.js";

/// Shows the first rows with `show`, and more at each press of the button; the first that is new takes the focus, where
/// `focus` finds it.
export function pager(place, rows, size, what, show, focus = () => {}) {
  let until = 0;
  const next = (isAsked) => {
    const from = until;
    until = Math.min(rows.length, until + size);
    show(rows.slice(from, until));
    const left = rows.length - until;
    const button = el(
      "button",
      { type: "button", class: "more", click: () => next(true) },
      `${number(Math.min(size, left))} more ${what}s`,
    );
    place.replaceChildren(
      el("span", {}, `${number(until)} of ${number(rows.length)} ${what}${rows.length === 1 ? "" : "s"}`),
      left > 0 ? button : "",
    );
    if (isAsked) focus(from);
  };
  next(false);
}
