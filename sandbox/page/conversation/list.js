import { arrange, h } from "../dom.js";
import { titleOf } from "../people.js";
import { dayOf, dayTitle } from "../text/time.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { MessageNode } from "./message.js";

const TOGETHER = 300;

/** Messages by day and author. Up and down arrows move from message to message. */
export class MessageList {
  constructor(conversation, onThread) {
    this.conversation = conversation;
    this.onThread = onThread;
    this.nodes = new Map();
    this.days = new Map();
    this.unreadFrom = 0;
    this.newLine = h("div", { class: "new-line", role: "separator" }, h("span", {}, say("conversation.new")));
    this.node = h("div", {
      class: "messages",
      role: "list",
      "aria-label": say("conversation.messages", { name: titleOf(conversation) }),
    });
    this.node.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** @param {object[]} messages oldest first */
  draw(messages) {
    this.#placeNewLine(messages);
    const rows = [];
    let before = null;
    for (const message of messages) {
      const newDay = !before || dayOf(Number(message.ts)) !== dayOf(Number(before.ts));
      if (newDay) rows.push(this.#day(Number(message.ts)));
      const isNew = message.ts === this.firstUnread;
      if (isNew) rows.push(this.newLine);
      rows.push(this.#row(message, !newDay && !isNew && together(before, message)));
      before = message;
    }
    arrange(this.node, rows.length ? rows : [empty(this.conversation)]);
    this.#forget(messages);
    this.#rove(messages.at(-1)?.ts);
  }

  focus(ts) {
    this.nodes.get(ts)?.node.focus();
  }

  #placeNewLine(messages) {
    if (this.firstUnread !== undefined || messages.length === 0) return;
    const others = messages.filter((message) => message.user !== workspace.me.id);
    this.firstUnread = this.unreadFrom ? (others.at(-this.unreadFrom)?.ts ?? null) : null;
  }

  #row(message, compact) {
    if (!this.nodes.has(message.ts)) this.nodes.set(message.ts, new MessageNode(this.conversation, this.onThread));
    return this.nodes.get(message.ts).draw(message, compact);
  }

  #day(epoch) {
    const day = dayOf(epoch);
    if (!this.days.has(day)) this.days.set(day, h("div", { class: "day-line", role: "separator" }, h("span")));
    const line = this.days.get(day);
    line.firstChild.textContent = dayTitle(epoch);
    return line;
  }

  #forget(messages) {
    const there = new Set(messages.map((message) => message.ts));
    for (const ts of [...this.nodes.keys()]) if (!there.has(ts)) this.nodes.delete(ts);
  }

  #rove(last) {
    const all = [...this.nodes.values()];
    if (all.some(({ node }) => node.tabIndex === 0)) return;
    const node = this.nodes.get(last)?.node;
    if (node) node.tabIndex = 0;
  }

  #pressed(event) {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const rows = [...this.node.querySelectorAll(".message")];
    const at = rows.indexOf(event.target);
    if (at === -1) return;
    event.preventDefault();
    const to = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!to) return;
    rows[at].tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

function together(before, message) {
  const author = (each) => each.user ?? each.bot_id;
  const near = Number(message.ts) - Number(before.ts) < TOGETHER;
  const plain = (each) => !each.subtype || each.subtype === "bot_message";
  return (
    near &&
    author(before) === author(message) &&
    Boolean(before.ephemeral) === Boolean(message.ephemeral) &&
    plain(before) &&
    plain(message)
  );
}

function empty(conversation) {
  const sentence =
    conversation.kind === "app"
      ? say("conversation.emptyApp", { app: workspace.app.name })
      : say("conversation.empty", { name: titleOf(conversation) });
  return h("p", { class: "no-messages" }, sentence);
}
