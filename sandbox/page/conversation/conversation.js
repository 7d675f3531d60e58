import { h } from "../dom.js";
import { get, post } from "../api.js";
import { icon } from "../icons.js";
import { nameOf, titleOf } from "../people.js";
import { say } from "../words/words.js";
import { now, workspace } from "../workspace.js";
import { Composer } from "./composer.js";
import { MessageList } from "./list.js";
import { ThreadPanel } from "./thread.js";

/** A channel, a direct or a group conversation: its messages and the box to write in. */
export class ConversationView {
  /** `bare`: the app's Messages tab, which has its own head. */
  constructor(conversation, id, { bare = false } = {}) {
    this.conversation = conversation;
    this.id = id;
    this.messages = [];
    this.heard = null;
    if (!conversation) {
      this.node = h("p", { class: "no-conversation" }, say("conversation.none", { person: nameOf(workspace.me.id) }));
      return;
    }
    this.list = new MessageList(conversation, (ts) => this.#openThread(ts));
    this.earlier = h(
      "button",
      { type: "button", class: "button plain earlier", hidden: true, on: { click: () => this.#loadEarlier() } },
      say("conversation.earlier"),
    );
    this.scroller = h(
      "div",
      { class: "scroller", tabindex: "-1" },
      h("div", { class: "scroller-top" }, this.earlier),
      this.list.node,
    );
    this.composer = new Composer(conversation, { onNote: (text) => this.#note(text) });
    this.column = h("div", { class: "column" }, this.scroller, this.composer.node);
    this.node = h(
      "div",
      { class: "conversation", dataset: { channel: conversation.id } },
      !bare && head(conversation),
      h("div", { class: "columns" }, this.column),
    );
  }

  async open() {
    if (!this.conversation) return;
    this.list.unreadFrom = this.conversation.unread;
    if (this.conversation.kind === "app") post("/_/home", { user: workspace.me.id, tab: "messages" }).catch(() => {});
    await this.refresh();
    this.#toEnd();
    if (matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]")) this.composer.focus();
  }

  async refresh() {
    if (!this.conversation) return;
    this.heard = [];
    const { messages, has_more: more } = await get("/_/messages", { user: workspace.me.id, channel: this.id });
    const local = this.messages.filter((message) => message.local);
    this.messages = this.heard.reduce(heardOf, [...messages, ...local]);
    this.heard = null;
    this.earlier.hidden = !more;
    this.#draw();
  }

  async #loadEarlier() {
    const height = this.scroller.scrollHeight;
    const first = this.#sorted()[0]?.ts;
    const { messages, has_more: more } = await get("/_/messages", {
      user: workspace.me.id,
      channel: this.id,
      before: first,
    });
    this.messages = [...messages, ...this.messages];
    this.earlier.hidden = !more;
    this.#draw();
    this.scroller.scrollTop += this.scroller.scrollHeight - height;
  }

  /** A message was posted, changed or deleted somewhere. */
  receive(event) {
    if (event.channel !== this.id || !this.conversation) return;
    this.heard?.push(event);
    const atEnd = this.#atEnd();
    this.messages = heardOf(this.messages, event);
    this.#draw();
    if (atEnd || event.message?.user === workspace.me.id) this.#toEnd();
  }

  leave() {
    this.thread = null;
  }

  /** A line that only this browser shows, as Slack's client does when a command fails. */
  #note(text) {
    const ts = now().toFixed(6);
    this.messages = [...this.messages, { ts, user: "USLACKBOT", text, ephemeral: true, local: true }];
    this.#draw();
    this.#toEnd();
  }

  #sorted() {
    return this.messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  }

  #draw() {
    const sorted = this.#sorted();
    this.list.draw(sorted.filter(inMain));
    this.thread?.draw(sorted);
    const last = sorted.filter((message) => !message.local).at(-1);
    if (last && last.ts !== this.readTo) {
      this.readTo = last.ts;
      post("/_/read", { user: workspace.me.id, channel: this.id, ts: last.ts }).catch(() => {});
    }
  }

  #openThread(ts) {
    this.thread?.node.remove();
    this.thread = new ThreadPanel(this.conversation, ts, () => this.#closeThread(ts));
    this.column.after(this.thread.node);
    this.thread.draw(this.#sorted());
    this.thread.focus();
  }

  #closeThread(ts) {
    this.thread.node.remove();
    this.thread = null;
    this.list.focus(ts);
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}

/** The messages after one more event. */
function heardOf(messages, { type, message }) {
  const others = messages.filter((each) => each.ts !== message.ts);
  return type === "message_deleted" ? others : [...others, message];
}

function inMain(message) {
  return !message.thread_ts || message.thread_ts === message.ts || message.subtype === "thread_broadcast";
}

function head(conversation) {
  const glyph = { channel: "hash", private: "lock" }[conversation.kind];
  const count = conversation.members?.length;
  const members =
    glyph && count > 0 && h("span", { class: "members" }, icon("people", 16), say("conversation.members", { count }));
  const topic = conversation.topic && h("p", { class: "topic" }, conversation.topic);
  return h(
    "header",
    { class: "conversation-head" },
    glyph && icon(glyph),
    h("h1", {}, titleOf(conversation)),
    topic,
    members,
  );
}
