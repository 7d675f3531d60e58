import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../words/words.js";

/** The list under a combobox. Focus stays in the field; the active option is only marked. */
export class Listbox {
  constructor({ id, many, onChoose }) {
    this.onChoose = onChoose;
    this.options = [];
    this.at = -1;
    this.node = h("div", {
      id,
      class: "listbox",
      role: "listbox",
      "aria-label": say("select.options"),
      "aria-multiselectable": many ? "true" : undefined,
    });
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** Show groups of options; `start` is the key of the option to begin at, else it is the first chosen one. */
  fill(groups, chosen, start) {
    const picked = new Set(chosen.map((option) => option.key));
    this.options = groups.flatMap((group) => group.options);
    if (this.options.length === 0) return this.remark(say("select.none"));
    this.items = new Map(
      this.options.map((option, index) => [option, this.#item(option, index, picked.has(option.key))]),
    );
    this.node.replaceChildren(...groups.map((group) => this.#group(group)));
    const started = this.options.findIndex((option) => option.key === start);
    const first = started === -1 ? this.options.findIndex((option) => picked.has(option.key)) : started;
    return this.#mark(Math.max(first, 0), "center");
  }

  /** Show a sentence in place of options. */
  remark(sentence, wrong = false) {
    this.options = [];
    this.at = -1;
    this.node.replaceChildren(
      h("p", { class: `listbox-remark${wrong ? " wrong" : ""}`, role: wrong ? "alert" : "status" }, sentence),
    );
  }

  active() {
    return this.options[this.at];
  }

  activeId() {
    return this.at < 0 ? "" : this.#id(this.at);
  }

  /** @returns {string} the id of the option that is active now */
  move(by) {
    if (this.options.length) this.#mark((this.at + by + this.options.length) % this.options.length);
    return this.activeId();
  }

  #id(index) {
    return `${this.node.id}-${index}`;
  }

  #group({ label, options }) {
    const items = options.map((option) => this.items.get(option));
    if (!label) return h("div", { role: "presentation" }, items);
    return h(
      "div",
      { role: "group", "aria-label": label },
      h("div", { class: "listbox-group", "aria-hidden": "true" }, label),
      items,
    );
  }

  #item(option, index, selected) {
    const props = {
      id: this.#id(index),
      class: "option",
      role: "option",
      "aria-selected": String(selected),
      dataset: { key: option.key },
    };
    const text = h(
      "span",
      { class: "option-text" },
      h("span", { class: "option-label" }, option.label),
      option.detail && h("span", { class: "option-detail" }, option.detail),
    );
    const events = {
      click: () => this.onChoose(option),
      mousemove: () => index !== this.at && this.#mark(index, null),
    };
    return h(
      "div",
      { ...props, on: events },
      option.picture?.(),
      text,
      selected && h("span", { class: "option-check" }, icon("check", 16)),
    );
  }

  #mark(index, scroll = "nearest") {
    this.at = index;
    [...this.items.values()].forEach((item, place) => item.classList.toggle("active", place === index));
    const item = this.items.get(this.options[index]);
    if (scroll) item?.scrollIntoView({ block: scroll });
  }
}
