import { arrange, h } from "../dom.js";
import { post } from "../api.js";
import { drawBlocks } from "../blocks/blocks.js";
import { icon } from "../icons.js";
import { avatar, isApp, nameOf } from "../people.js";
import { Surface } from "../surface.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { ago, dayOf, fullMoment, timeOfDay } from "../text/time.js";
import { say } from "../words/words.js";
import { now, workspace } from "../workspace.js";
import { filesOf } from "./files.js";
import { reactionsOf } from "./reactions.js";
import { toolbar } from "./toolbar.js";
import { troubleLine } from "./trouble.js";

/** One message. What was typed in its blocks survives an update. */
export class MessageNode {
  constructor(conversation, onThread) {
    this.channel = conversation.id;
    this.onThread = onThread;
    this.trouble = troubleLine();
    this.blocks = h("div", { class: "blocks" });
    this.body = h("div", { class: "message-body" });
    this.gutter = h("div", { class: "gutter" });
    this.node = h("article", { class: "message", role: "listitem", tabindex: "-1" }, this.gutter, this.body);
  }

  /** @returns {HTMLElement} the node, brought in line with the message */
  draw(message, compact = false) {
    this.node.classList.toggle("compact", compact);
    const json = JSON.stringify([message, dayOf(now())]);
    if (json !== this.json) this.#redraw(message);
    this.json = json;
    return this.node;
  }

  #redraw(message) {
    const author = message.user ?? message.bot_id;
    this.surface ??= new Surface({ type: "message", channel: this.channel, ts: message.ts });
    this.surface.onTrouble = this.trouble.show;
    Object.assign(this.node.dataset, { ts: message.ts, author: author ?? "", channel: this.channel });
    this.node.setAttribute(
      "aria-label",
      `${say("message.from", { name: authorName(author) })}, ${timeOfDay(Number(message.ts))}`,
    );
    this.node.classList.toggle("ephemeral", Boolean(message.ephemeral));
    this.gutter.replaceChildren(
      message.local ? h("span", { class: "avatar slackbot", "aria-hidden": "true" }, "S") : avatar(author),
      timeNode(message),
    );
    const share = (name) => post("/_/react", { user: workspace.me.id, channel: this.channel, ts: message.ts, name });
    arrange(
      this.body,
      [
        message.ephemeral && h("p", { class: "only-you" }, icon("eye", 14), say("message.ephemeral")),
        headLine(message, author),
        this.#content(message),
        filesOf(message),
        reactionsOf(message, share),
        threadLine(message, this.onThread),
        this.trouble.node,
        message.local ? null : toolbar(message, this.channel, { react: share, onThread: this.onThread }),
      ].filter(Boolean),
    );
  }

  #content(message) {
    const edited = message.edited && h("span", { class: "edited" }, ` ${say("message.edited")}`);
    if (!message.blocks?.length) {
      return h(
        "div",
        { class: "message-text" },
        message.text ? mrkdwn(message.text) : !message.files && h("p", { class: "wrong" }, say("message.unsupported")),
        edited,
      );
    }
    this.surface.prune(message.blocks);
    arrange(this.blocks, [...drawBlocks(message.blocks, this.surface), edited].filter(Boolean));
    return this.blocks;
  }
}

function authorName(id) {
  return id === "USLACKBOT" ? "Slackbot" : nameOf(id);
}

function headLine(message, author) {
  const mark =
    (isApp(author) || workspace.people.get(author)?.is_bot) && h("span", { class: "badge" }, say("message.app"));
  return h(
    "div",
    { class: "message-head" },
    h("strong", { class: "author" }, authorName(author)),
    mark,
    timeNode(message),
  );
}

function timeNode(message) {
  const epoch = Number(message.ts);
  return h(
    "time",
    { class: "message-time", datetime: new Date(epoch * 1000).toISOString(), title: fullMoment(epoch) },
    timeOfDay(epoch),
  );
}

function threadLine(message, onThread) {
  if (!message.reply_count || !onThread) return null;
  const last =
    message.latest_reply &&
    h("span", { class: "thread-last" }, say("thread.last", { when: ago(Number(message.latest_reply)) }));
  return h(
    "button",
    { type: "button", class: "thread-line", on: { click: () => onThread(message.ts) } },
    (message.reply_users ?? []).slice(0, 3).map((id) => avatar(id, "small")),
    h("span", {}, say("thread.replies", { count: message.reply_count })),
    last,
  );
}
