import { h } from "../dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";

/**
 * A Slack text object (plain_text or mrkdwn) as nodes.
 * @param {{type: string, text: string, emoji?: boolean, verbatim?: boolean}|undefined} object
 * @returns {(Node|string)[]}
 */
export function textNodes(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, { verbatim: object.verbatim });
  return [h("span", { class: "lines" }, plainText(object))];
}

/**
 * A text object as a plain string, for names and titles.
 * @param {{text: string, emoji?: boolean}|undefined} object
 */
export function plainText(object) {
  if (!object) return "";
  return object.emoji === false ? object.text : withEmoji(object.text);
}
