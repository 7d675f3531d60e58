import { h } from "../dom.js";
import { nameOf } from "../people.js";
import { conversation, workspace } from "../workspace.js";
import { decoded } from "./inline.js";
import { withEmoji } from "./emoji.js";
import { dateToken, fullMoment } from "./time.js";

const SAFE_SCHEME = /^(?:https?|mailto|tel|slack):/i;

/**
 * A link, or plain text when the address could do anything but open a page or a mail.
 * @param {string} url
 * @param {string} label
 */
export function address(url, label) {
  if (!SAFE_SCHEME.test(url)) return h("span", {}, label);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "link" }, label);
}

/**
 * Open an address in a new tab, if it is one that may be opened.
 * @param {string|undefined} url
 */
export function openAddress(url) {
  if (url && SAFE_SCHEME.test(url)) window.open(url, "_blank", "noopener,noreferrer");
}

/** @param {string} id @param {string} [fallback] */
export function mention(id, fallback) {
  const known = workspace.people.has(id) || id === workspace.app.user_id;
  const mine = id === workspace.me?.id;
  return h(
    "span",
    { class: `mention${mine ? " mine" : ""}`, dataset: { user: id } },
    `@${known ? nameOf(id) : (fallback ?? id)}`,
  );
}

/** @param {string} id @param {string} [fallback] */
export function channelLink(id, fallback) {
  const known = conversation(id);
  if (!known) return h("span", { class: "mention" }, `#${fallback || id}`);
  return h("a", { class: "mention", href: `#${workspace.me.id}/${id}` }, `#${known.name}`);
}

/** @param {string} id @param {string} [fallback] like "@hr" */
export function usergroup(id, fallback) {
  const group = workspace.usergroups.get(id);
  const mine = group?.users?.includes(workspace.me?.id);
  return h("span", { class: `mention${mine ? " mine" : ""}` }, group ? `@${group.handle}` : (fallback ?? id));
}

/** @param {"here"|"channel"|"everyone"} range */
export function broadcast(range) {
  return h("span", { class: "mention mine" }, `@${range}`);
}

/**
 * @param {number} epoch seconds
 * @param {string} template
 * @param {string} [url]
 * @param {string} [fallback]
 */
export function dateNode(epoch, template, url, fallback) {
  const shown = dateToken(epoch, template);
  if (shown === null) return h("span", {}, fallback ?? template);
  const time = h("time", { datetime: new Date(epoch * 1000).toISOString(), title: fullMoment(epoch) }, shown);
  if (!url || !SAFE_SCHEME.test(url)) return time;
  const link = address(url, "");
  link.append(time);
  return link;
}

/**
 * What stands between angle brackets in mrkdwn.
 * @param {string} body without the brackets
 * @returns {Node|null} null when it is none of Slack's references: it then stays text
 */
export function reference(body) {
  const bar = body.indexOf("|");
  const target = bar === -1 ? body : body.slice(0, bar);
  const label = bar === -1 ? undefined : decoded(body.slice(bar + 1));
  if (/^@[UWB]\w+$/.test(target)) return mention(target.slice(1), label);
  if (/^#[CGD]\w+$/.test(target)) return channelLink(target.slice(1), label);
  if (target.startsWith("!subteam^")) return usergroup(target.slice(9), label);
  if (/^!(here|channel|everyone)$/.test(target)) return broadcast(target.slice(1));
  if (target.startsWith("!date^")) return dateReference(target, label);
  if (SAFE_SCHEME.test(target))
    return address(decoded(target), withEmoji(label ?? decoded(target).replace(/^mailto:/, "")));
  return null;
}

function dateReference(target, fallback) {
  const [, epoch, template, url] = target.split("^");
  return dateNode(Number(epoch), decoded(template ?? ""), url && decoded(url), fallback);
}
