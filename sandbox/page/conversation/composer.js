import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { post } from "../api.js";
import { icon } from "../icons.js";
import { titleOf } from "../people.js";
import { openMenu } from "../shell/menu.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { commandEntry, Completion, shortcutEntry } from "./completion.js";
import { runShortcut } from "./toolbar.js";

/** The box to write in: messages, slash commands with completion, shortcuts. */
export class Composer {
  constructor(conversation, { threadTs, onNote } = {}) {
    this.conversation = conversation;
    this.threadTs = threadTs;
    this.onNote = onNote;
    const name =
      conversation.kind === "channel" || conversation.kind === "private"
        ? `#${conversation.name}`
        : titleOf(conversation);
    const label = threadTs ? say("composer.reply") : say("composer.label", { name });
    this.box = h("textarea", {
      class: "composer-box",
      rows: "1",
      "aria-label": label,
      placeholder: label,
      autocomplete: "off",
    });
    this.sender = h(
      "button",
      {
        type: "submit",
        class: "send",
        "aria-label": say("composer.send"),
        title: say("composer.hint"),
        disabled: true,
      },
      icon("send"),
    );
    const shortcuts = iconButton(say("composer.shortcuts"), "bolt", () => this.#offer(shortcuts), {
      title: say("composer.shortcuts"),
      "aria-haspopup": "menu",
    });
    this.trouble = h("p", { class: "composer-trouble", role: "alert", hidden: true });
    const foot = h(
      "div",
      { class: "composer-foot" },
      !threadTs && shortcuts,
      h("span", { class: "composer-hint" }, say("composer.hint")),
      this.sender,
    );
    this.completion = new Completion(this.box, (entry) => this.#complete(entry));
    this.node = h(
      "form",
      { class: "composer" },
      this.completion.node,
      h("div", { class: "composer-frame" }, this.box, foot),
      this.trouble,
    );
    this.#listen();
  }

  #listen() {
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.box.addEventListener("blur", () => this.completion.close());
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  focus() {
    this.box.focus();
  }

  #typed() {
    this.sender.disabled = !this.box.value.trim();
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 220)}px`;
    this.completion.update(this.box.value);
  }

  #pressed(event) {
    if (this.completion.pressed(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  #write(text) {
    this.box.value = text;
    this.#typed();
    this.focus();
  }

  #complete({ write, shortcut }) {
    this.#write(write ?? "");
    this.completion.close();
    if (shortcut) runShortcut(shortcut, { channel: this.conversation.id });
  }

  #offer(anchor) {
    const { shortcuts, commands } = workspace.app;
    const row = (entry) => ({ label: entry.name, detail: entry.detail, choose: () => this.#complete(entry) });
    const group = (title, rows) => (rows.length ? [{ title: say(title) }, ...rows.map(row)] : []);
    const global = shortcuts.filter((shortcut) => shortcut.type === "global");
    const entries = [
      ...group("composer.global", global.map(shortcutEntry)),
      ...group("composer.slash", commands.map(commandEntry)),
    ];
    openMenu(anchor, entries.length ? entries : [{ note: say("composer.noShortcuts") }], {
      label: say("composer.shortcuts"),
    });
  }

  async #send() {
    const text = this.box.value;
    if (!text.trim()) return;
    this.#write("");
    this.#complain(null);
    try {
      await (text.startsWith("/") && !this.threadTs ? this.#command(text.trim()) : this.#say(text.trim()));
    } catch (error) {
      if (!this.box.value) this.#write(text);
      this.#complain(error.message);
    }
  }

  #say(text) {
    return post("/_/say", { user: workspace.me.id, channel: this.conversation.id, text, thread_ts: this.threadTs });
  }

  async #command(text) {
    const [command] = text.split(/\s/);
    if (!workspace.app.commands.some((each) => each.command === command)) {
      this.onNote?.(say("composer.unknownCommand", { command: `\`${command}\`` }));
      return;
    }
    const { trouble } = await post("/_/command", { user: workspace.me.id, channel: this.conversation.id, text });
    if (trouble) this.onNote?.(trouble);
  }

  #complain(sentence) {
    this.trouble.hidden = !sentence;
    this.trouble.textContent = sentence ?? "";
  }
}
