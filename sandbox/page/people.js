import { h } from "./dom.js";
import { workspace } from "./workspace.js";
import { say } from "./words/words.js";

/** @returns {string} the name that Slack shows for a person, a bot or the app */
export function nameOf(id) {
  if (isApp(id)) return workspace.app.name;
  const person = workspace.people.get(id);
  return person ? person.display_name || person.real_name || person.name : id;
}

/** @returns {boolean} whether this user or bot id is the app's */
export function isApp(id) {
  return id === workspace.app.user_id || id === workspace.app.bot_id;
}

/** First letters of a name, marks and emoji aside: at most two. */
function initials(name) {
  const words = name
    .split(/[\s-]+/)
    .map((word) => word.match(/\p{L}/u)?.[0])
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.join("").toLocaleUpperCase() || "·";
}

/**
 * A rounded square with the person's initials on their colour.
 * @param {string} id user or bot id
 * @param {"small"|"normal"|"large"} [size]
 */
export function avatar(id, size = "normal") {
  const colour = isApp(id) ? workspace.app.colour : workspace.people.get(id)?.colour;
  const props = { class: `avatar ${size}${isApp(id) ? " app" : ""}`, "aria-hidden": "true" };
  return h("span", { ...props, vars: { "--person": cssColour(colour) } }, isApp(id) ? appMark() : initials(nameOf(id)));
}

function appMark() {
  return workspace.app.name.trim().charAt(0).toLocaleUpperCase();
}

function cssColour(colour) {
  if (!colour) return "#5b6770";
  return colour.startsWith("#") ? colour : `#${colour}`;
}

/** What a conversation is called for the person in front: a channel's name, or who else is in it. */
export function titleOf(conversation) {
  if (conversation.kind === "app") return workspace.app.name;
  if (conversation.kind === "im" || conversation.kind === "mpim") {
    const others = (conversation.members ?? []).filter((id) => id !== workspace.me.id);
    return others.length ? others.map(nameOf).join(", ") : nameOf(workspace.me.id);
  }
  return conversation.name;
}

/** Small marks after a name: HR, guest, closed account, app. */
export function badges(person) {
  const marks = [];
  if (person.is_hr) marks.push(h("span", { class: "badge hr" }, say("badge.hr")));
  if (person.is_guest) marks.push(h("span", { class: "badge" }, say("badge.guest")));
  if (person.is_bot) marks.push(h("span", { class: "badge" }, say("badge.app")));
  if (person.deleted) marks.push(h("span", { class: "badge" }, say("badge.deactivated")));
  return marks;
}

/** Text without case or marks, for searching. */
export function plain(text) {
  return (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of `query` occurs in one of the texts. */
export function matches(query, ...texts) {
  const hay = plain(texts.filter(Boolean).join(" "));
  return plain(query)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
