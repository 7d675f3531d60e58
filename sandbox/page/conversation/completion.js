import { h, uniqueId } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, matches } from "../people.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

/** The list of commands and shortcuts above the box while a slash command is being typed. */
export class Completion {
  constructor(box, onChoose) {
    this.box = box;
    this.onChoose = onChoose;
    this.entries = [];
    this.at = 0;
    this.node = h("div", { class: "completion", id: uniqueId("completion"), role: "listbox", "aria-label": say("composer.slash"), hidden: true });
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    box.setAttribute("aria-controls", this.node.id);
    box.setAttribute("aria-autocomplete", "list");
  }

  /** Show what fits the text so far. */
  update(text) {
    const typing = /^\/\S*$/.test(text);
    this.entries = typing ? offers(text.slice(1)) : [];
    this.at = 0;
    this.#draw();
  }

  close() {
    this.entries = [];
    this.#draw();
  }

  /** @returns {boolean} whether the list took the key */
  pressed(event) {
    const act = { ArrowDown: () => this.#move(1), ArrowUp: () => this.#move(-1), Tab: () => this.#choose(), Enter: () => this.#choose(), Escape: () => this.close() }[event.key];
    if (!act || this.entries.length === 0 || event.shiftKey) return false;
    if (event.key === "Enter" && this.box.value === this.entries[this.at].command) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  #move(by) {
    this.at = (this.at + by + this.entries.length) % this.entries.length;
    this.#draw();
  }

  #choose() {
    this.onChoose(this.entries[this.at]);
  }

  #draw() {
    const open = this.entries.length > 0;
    this.node.hidden = !open;
    this.node.replaceChildren(...this.entries.map((entry, index) => this.#row(entry, index)));
    if (open) this.box.setAttribute("aria-activedescendant", `${this.node.id}-${this.at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #row(entry, index) {
    const name = entry.command ? [h("strong", {}, entry.command), " ", h("span", { class: "usage" }, entry.usage_hint ?? "")] : [h("strong", {}, entry.name)];
    const text = h("span", { class: "option-text" }, h("span", {}, name), h("span", { class: "option-detail" }, entry.description ?? ""));
    const props = { id: `${this.node.id}-${index}`, class: `option${index === this.at ? " active" : ""}`, role: "option", "aria-selected": String(index === this.at) };
    const picture = entry.command ? avatar(workspace.app.user_id, "small") : h("span", { class: "option-icon" }, icon("bolt", 16));
    return h("div", { ...props, on: { click: () => this.onChoose(entry) } }, picture, text);
  }
}

function offers(query) {
  const { commands, shortcuts } = workspace.app;
  const fitting = commands.filter((each) => each.command.slice(1).startsWith(query.toLowerCase()));
  const global = shortcuts.filter((each) => each.type === "global" && (!query || matches(query, each.name)));
  return [...fitting, ...global];
}
