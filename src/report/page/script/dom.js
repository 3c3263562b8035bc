// DOM: elements made of names, attributes and children.
// Owns that words become text and never markup, and that a link leads to the web or nowhere; refuses strings of HTML.

const SVG = "http://www.w3.org/2000/svg";

function made(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

/// An HTML element; an attribute that is a function listens to the event of its name.
export const el = (name, attributes = {}, ...children) => made(document.createElement(name), attributes, children);

/// An element of a drawing.
export const svg = (name, attributes = {}, ...children) => made(document.createElementNS(SVG, name), attributes, children);

/// Words that lead to an address of the web; mere words where the address is none.
export function link(address, words) {
  if (!/^https?:\/\//i.test(address)) return el("span", {}, words);
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words);
}

/// Listens to the keys that press a button, for what is drawn and no button by itself.
export const pressed = (act) => (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  act();
};

export const byId = (id) => document.getElementById(id);

/// Keeps one of many buttons in the order of the Tab key, and lets the arrow keys move between them. `grid` holds rows of
/// buttons, with nothing where a place is empty.
export function rove(container, grid) {
  const all = grid.flat().filter(Boolean);
  all.forEach((button, number) => (button.tabIndex = number === 0 ? 0 : -1));
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const focus = (button) => {
    all.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
    button.focus();
  };
  container.onfocusin = (event) => {
    if (all.includes(event.target)) all.forEach((other) => (other.tabIndex = other === event.target ? 0 : -1));
  };
  container.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    let row = grid.findIndex((line) => line.includes(event.target));
    if (row < 0) return;
    let column = grid[row].indexOf(event.target);
    do {
      row += step[0];
      column += step[1];
      if (!grid[row] || column < 0 || column >= grid[row].length) return;
    } while (!grid[row][column]);
    event.preventDefault();
    focus(grid[row][column]);
  };
}
