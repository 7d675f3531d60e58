import { h } from "../dom.js";
import { openPopover } from "./popover.js";

/**
 * A menu beside a button: arrows move, a letter jumps, Enter chooses, Escape goes back to the button.
 * @param {HTMLElement} anchor
 * @param {({label: string, detail?: string, picture?: Node, choose: () => void} | {title: string} | {note: string})[]} entries
 * @param {{label: string, align?: "start"|"end"}} how
 */
export function openMenu(anchor, entries, { label, align }) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  menu.append(...entries.map((entry) => row(entry, choose)));
  menu.addEventListener("keydown", pressed);
  anchor.setAttribute("aria-expanded", "true");
  const popover = openPopover(anchor, menu, { align, onClose: () => anchor.setAttribute("aria-expanded", "false") });
  items()[0]?.focus();

  function items() {
    return [...menu.querySelectorAll("[role=menuitem]")];
  }

  function choose(entry) {
    popover.close(true);
    entry.choose();
  }

  function pressed(event) {
    const all = items();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Tab") popover.close(true);
    else if (to !== undefined) move(event, all.at(to % all.length));
    else if (event.key.length === 1)
      move(
        event,
        all.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase())),
        false,
      );
  }

  function move(event, item, stop = true) {
    if (stop) event.preventDefault();
    item?.focus();
  }
}

function row(entry, choose) {
  if (entry.title) return h("div", { class: "menu-title", role: "presentation" }, entry.title);
  if (entry.note) return h("p", { class: "menu-note" }, entry.note);
  const text = h(
    "span",
    { class: "menu-text" },
    h("span", {}, entry.label),
    entry.detail && h("span", { class: "menu-detail" }, entry.detail),
  );
  return h(
    "button",
    { type: "button", class: "menu-item", role: "menuitem", tabindex: "-1", on: { click: () => choose(entry) } },
    entry.picture,
    text,
  );
}
