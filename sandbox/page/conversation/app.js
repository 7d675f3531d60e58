import { h } from "../dom.js";
import { avatar } from "../people.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { aboutView } from "./about.js";
import { ConversationView } from "./conversation.js";
import { HomeView } from "./home.js";

const TABS = ["home", "messages", "about"];

/** The app: its Home, its messages, and what it offers. */
export class AppView {
  constructor(conversation, tab) {
    this.conversation = conversation;
    this.tab = TABS.includes(tab) ? tab : "home";
    this.body = this.#bodyOf(this.tab);
    const head = h(
      "header",
      { class: "conversation-head app" },
      avatar(workspace.app.user_id),
      h("h1", {}, workspace.app.name),
      h("span", { class: "badge" }, say("badge.app")),
    );
    this.node = h(
      "div",
      { class: "app-view", dataset: { channel: conversation.id } },
      head,
      this.#tabs(),
      this.body.node,
    );
  }

  #bodyOf(tab) {
    if (tab === "messages") return new ConversationView(this.conversation, this.conversation.id, { bare: true });
    return tab === "about" ? aboutView() : new HomeView();
  }

  #tabs() {
    const tab = (name) =>
      h(
        "a",
        {
          class: "tab",
          href: `#${workspace.me.id}/${this.conversation.id}/${name}`,
          "aria-current": name === this.tab ? "page" : undefined,
        },
        say(`tab.${name}`),
      );
    return h("nav", { class: "tabs", "aria-label": workspace.app.name }, TABS.map(tab));
  }

  open() {
    return this.body.open();
  }

  receive(event) {
    this.body.receive(event);
  }

  refresh() {
    return this.body.refresh();
  }

  leave() {
    this.body.leave();
  }
}
