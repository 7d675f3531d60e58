import { svg } from "./dom.js";

/** Strokes on a 20 x 20 grid. */
const PATHS = {
  home: "M3.5 9 10 3.5 16.5 9v7a.9.9 0 0 1-.9.9H12v-5H8v5H4.4a.9.9 0 0 1-.9-.9Z",
  hash: "M8 3 6.2 17M13.8 3 12 17M3.6 7.4h13.2M3.2 12.6h13.2",
  lock: "M5 9.2h10v7.3H5ZM7 9V6.5a3 3 0 0 1 6 0V9",
  people:
    "M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.5 16.2c.3-3 2.3-4.6 5-4.6s4.7 1.6 5 4.6M13 9.3a2.4 2.4 0 1 0-.3-4.7M14.4 11.8c1.9.4 3 1.9 3.2 4.1",
  chevron: "m6 8 4 4 4-4",
  right: "m8 5 5 5-5 5",
  left: "m12 5-5 5 5 5",
  close: "m5 5 10 10M15 5 5 15",
  send: "M3.5 10.2 3 4l14 6-14 6 .5-5.8H10",
  bolt: "m11 2.8-6 8.4h4.6L9 17.2l6-8.4h-4.6Z",
  more: "M4.6 10h.01M10 10h.01M15.4 10h.01",
  smile:
    "M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM7.5 8.2h.01M12.5 8.2h.01M6.9 11.8c.7 1.3 1.7 1.9 3.1 1.9s2.4-.6 3.1-1.9",
  smilePlus:
    "M13 3.5a7.2 7.2 0 1 0 3.6 9M7 8.5h.01M11.5 8.5h.01M6.3 12c.7 1.2 1.6 1.7 2.9 1.7s2.2-.5 2.9-1.7M16 2.5v5M13.5 5h5",
  thread: "M3.5 4.5h13v9H9.5l-3.5 3v-3H3.5ZM6.5 7.7h7M6.5 10.4h4.5",
  clock: "M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 5.8V10l3 2",
  calendar: "M3.6 5h12.8v11.5H3.6ZM3.6 8.6h12.8M7 3v3.5M13 3v3.5",
  traffic: "M3 7h12l-3-3M17 13H5l3 3",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  check: "m4.5 10.5 3.6 3.6 7.4-8",
  alert: "M10 3.2 17.5 16.5h-15ZM10 8.3v3.8M10 14.3h.01",
  info: "M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 9.2v4.3M10 6.6h.01",
  file: "M5 2.8h6.5L15.5 7v10.2H5ZM11.5 2.8V7h4",
  trash: "M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5",
  plus: "M10 4v12M4 10h12",
  up: "m6 12 4-4 4 4",
  search: "M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM13.5 13.5 17 17",
  eye: "M2.5 10c2-3.6 4.5-5.3 7.5-5.3s5.5 1.7 7.5 5.3c-2 3.6-4.5 5.3-7.5 5.3S4.5 13.6 2.5 10ZM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
  image: "M3 4.5h14v11H3ZM3 13l4-4 4 4 2.5-2.5L17 14M13 8h.01",
};

/**
 * A line icon, hidden from screen readers: its button carries the name.
 * @param {keyof PATHS} name
 * @param {number} [size] in px
 */
export function icon(name, size = 18) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}
