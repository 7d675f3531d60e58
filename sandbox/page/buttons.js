import { h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * A button that shows only an icon.
 * @param {string} label its name
 * @param {string} glyph an icon's name
 * @param {(event: Event) => void} press
 * @param {object} [props] further attributes; `size` in px is the icon's
 * @returns {HTMLButtonElement}
 */
export function iconButton(label, glyph, press, { size, ...props } = {}) {
  const all = { type: "button", class: "round", "aria-label": label, on: { click: press }, ...props };
  return h("button", all, icon(glyph, size));
}
