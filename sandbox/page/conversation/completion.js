import { h, uniqueId } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, matches, nameOf } from "../people.js";
import { say } from "../words/words.js";
import { openPeople, workspace } from "../workspace.js";

const MOST = 8;
const MENTION = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u;

/**
 * The list above the box while a slash command or an @name is being typed.
 * An entry: {name, usage?, detail?, picture: () => Node, write?: string (what the box then holds), shortcut?: object}.
 */
export class Completion {
  constructor(box, onChoose) {
    this.box = box;
    this.onChoose = onChoose;
    this.entries = [];
    this.at = 0;
    this.node = h("div", {
      class: "completion",
      id: uniqueId("completion"),
      role: "listbox",
      "aria-label": say("composer.suggestions"),
      hidden: true,
    });
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    box.setAttribute("aria-controls", this.node.id);
    box.setAttribute("aria-autocomplete", "list");
  }

  /** Show what fits the text so far. */
  update(text) {
    const mention = text.match(MENTION);
    this.entries = /^\/\S*$/.test(text)
      ? commandEntries(text.slice(1))
      : mention
        ? personEntries(text, mention[1])
        : [];
    this.at = 0;
    this.#draw();
  }

  close() {
    this.entries = [];
    this.#draw();
  }

  /** @returns {boolean} whether the list took the key */
  pressed(event) {
    const act = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Tab: () => this.#choose(),
      Enter: () => this.#choose(),
      Escape: () => this.close(),
    }[event.key];
    if (!act || this.entries.length === 0 || event.shiftKey) return false;
    if (event.key === "Enter" && `${this.box.value} ` === this.entries[this.at].write) return false;
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
    const name = h(
      "span",
      {},
      h("strong", {}, entry.name),
      entry.usage && h("span", { class: "usage" }, ` ${entry.usage}`),
    );
    const text = h(
      "span",
      { class: "option-text" },
      name,
      entry.detail && h("span", { class: "option-detail" }, entry.detail),
    );
    const props = {
      id: `${this.node.id}-${index}`,
      class: `option${index === this.at ? " active" : ""}`,
      role: "option",
      "aria-selected": String(index === this.at),
    };
    return h("div", { ...props, on: { click: () => this.onChoose(entry) } }, entry.picture(), text);
  }
}

function commandEntries(query) {
  const { commands, shortcuts } = workspace.app;
  const fitting = commands.filter(({ command }) => command.slice(1).startsWith(query.toLowerCase()));
  const global = shortcuts.filter(({ type, name }) => type === "global" && (!query || matches(query, name)));
  return [...fitting.map(commandEntry), ...global.map(shortcutEntry)];
}

/** @param {{command, description, usage_hint}} command */
export function commandEntry({ command, description, usage_hint: usage }) {
  return {
    name: command,
    usage,
    detail: description,
    picture: () => avatar(workspace.app.user_id, "small"),
    write: `${command} `,
  };
}

/** @param {{name, description, callback_id}} shortcut */
export function shortcutEntry(shortcut) {
  const picture = () => h("span", { class: "option-icon" }, icon("bolt", 16));
  return { name: shortcut.name, detail: shortcut.description, picture, shortcut };
}

/** The workspace turns "@name" into a mention when the message is sent. */
function personEntries(text, query) {
  const found = openPeople().filter(
    (person) => !query || matches(query, nameOf(person.id), person.real_name, person.name),
  );
  return found.slice(0, MOST).map((person) => ({
    name: nameOf(person.id),
    detail: person.title,
    picture: () => avatar(person.id, "small"),
    write: `${text.slice(0, text.length - query.length)}${person.name} `,
  }));
}
