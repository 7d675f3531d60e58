import { arrange, h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { say } from "../words/words.js";
import { Composer } from "./composer.js";
import { MessageNode } from "./message.js";

/** A message and its replies, beside the conversation. */
export class ThreadPanel {
  constructor(conversation, ts, onClose) {
    this.conversation = conversation;
    this.ts = ts;
    this.nodes = new Map();
    this.messages = h("div", { class: "messages", role: "list" });
    this.composer = new Composer(conversation, { threadTs: ts });
    const close = iconButton(say("thread.close"), "close", onClose);
    const head = h("div", { class: "panel-head" }, h("h2", {}, say("thread.title")), close);
    this.node = h(
      "aside",
      { class: "panel thread", "aria-label": say("thread.title") },
      head,
      h("div", { class: "scroller" }, this.messages),
      this.composer.node,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && onClose());
  }

  /** @param {object[]} messages all of the conversation's, oldest first */
  draw(messages) {
    const [parent, ...replies] = messages.filter((message) => message.ts === this.ts || message.thread_ts === this.ts);
    if (!parent) return;
    const count = h(
      "div",
      { class: "day-line", role: "separator" },
      h("span", {}, say("thread.replies", { count: replies.length })),
    );
    arrange(
      this.messages,
      [this.#row(parent), replies.length ? count : null, ...replies.map((reply) => this.#row(reply))].filter(Boolean),
    );
  }

  #row(message) {
    if (!this.nodes.has(message.ts)) this.nodes.set(message.ts, new MessageNode(this.conversation, null));
    return this.nodes.get(message.ts).draw(message);
  }

  focus() {
    this.composer.focus();
  }
}
