// Pager: a long list a page at a time.
// Owns the button that shows more; refuses to know what is listed.

import { el } from "./dom.js";
import { counted, number } from "./tone.js";

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
      `${counted(Math.min(size, left), `more ${what}`)}`,
    );
    const printed = `Printed are the first ${number(until)} of ${number(rows.length)} ${what}s. More are printed where more were shown before.`;
    place.replaceChildren(
      el("span", { class: "on-screen" }, `${number(until)} of ${counted(rows.length, what)}`),
      left > 0 ? el("span", { class: "on-paper" }, printed) : "",
      left > 0 ? button : "",
    );
    if (isAsked) focus(from);
  };
  next(false);
}
