import { arrange, h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, badges, nameOf, titleOf } from "../people.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

/** Who one is, and the conversations that one can see. */
export class Sidebar {
  constructor(choosePerson) {
    this.current = null;
    this.groups = h("div", { class: "sidebar-groups" });
    this.node = h("nav", { class: "sidebar", "aria-label": say("sidebar.label") }, me(choosePerson), this.groups);
  }

  /** Bring the list in line with the workspace. */
  draw() {
    const kind = (...kinds) => workspace.conversations.filter((each) => kinds.includes(each.kind));
    const channels = kind("channel", "private").sort((a, b) => a.name.localeCompare(b.name));
    const direct = kind("im", "mpim").sort((a, b) => (Number(b.last_ts) || 0) - (Number(a.last_ts) || 0));
    const focused = this.groups.contains(document.activeElement) && document.activeElement.dataset.channel;
    arrange(
      this.groups,
      [
        this.#group("sidebar.apps", kind("app")),
        this.#group("sidebar.channels", channels),
        this.#group("sidebar.direct", direct),
      ].filter(Boolean),
    );
    if (focused) this.groups.querySelector(`[data-channel="${focused}"]`)?.focus();
  }

  #group(name, conversations) {
    if (conversations.length === 0) return null;
    const title = say(name);
    const rows = conversations.map((each) => h("li", {}, this.#row(each)));
    return h("section", { class: "sidebar-group" }, h("h2", {}, title), h("ul", { "aria-label": title }, rows));
  }

  #row(conversation) {
    const { id, unread } = conversation;
    const count =
      unread > 0 &&
      h(
        "span",
        { class: "unread" },
        h("span", { "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)),
        h("span", { class: "unseen" }, ` ${say("sidebar.unread", { count: unread })}`),
      );
    const props = {
      class: `row${unread ? " has-unread" : ""}`,
      href: addressOf(conversation),
      dataset: { channel: id },
      "aria-current": id === this.current ? "page" : undefined,
    };
    return h("a", props, picture(conversation), h("span", { class: "row-name" }, titleOf(conversation)), count);
  }
}

function addressOf({ id, kind, unread }) {
  const tab = kind === "app" ? `/${unread ? "messages" : "home"}` : "";
  return `#${workspace.me.id}/${id}${tab}`;
}

function picture(conversation) {
  if (conversation.kind === "channel") return h("span", { class: "row-icon" }, icon("hash", 16));
  if (conversation.kind === "private") return h("span", { class: "row-icon" }, icon("lock", 16));
  if (conversation.kind === "mpim")
    return h("span", { class: "row-icon people" }, String(conversation.members.length - 1));
  if (conversation.kind === "app") return avatar(workspace.app.user_id, "small");
  return avatar(conversation.members.find((id) => id !== workspace.me.id) ?? workspace.me.id, "small");
}

function me(choosePerson) {
  const { me: person } = workspace;
  const name = h(
    "span",
    { class: "me-name" },
    h("span", { class: "me-line" }, h("strong", {}, nameOf(person.id)), badges(person)),
    h("span", { class: "me-title" }, person.title),
  );
  const label = say("rail.change", { person: nameOf(person.id) });
  return h(
    "button",
    { type: "button", class: "me", "aria-label": label, title: label, on: { click: choosePerson } },
    avatar(person.id),
    name,
    icon("chevron", 16),
  );
}
