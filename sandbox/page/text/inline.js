import { h } from "../dom.js";
import { emoji } from "./emoji.js";
import { address, reference } from "./references.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const STYLES = { "*": "strong", _: "em", "~": "del" };
const MAX_DEPTH = 8;

/** @returns {string} the text with Slack's three entities decoded */
export function decoded(text) {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);
}

/**
 * One line of mrkdwn as nodes: styles, code, references in angle brackets, bare addresses, emoji.
 * @param {string} text
 * @param {{verbatim?: boolean, code?: boolean, depth?: number}} how code: only references are recognised
 * @returns {(Node|string)[]}
 */
export function inline(text, how = {}) {
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const found = readers(how)
      .map((reader) => reader(text, at, how))
      .find(Boolean);
    if (found) {
      if (plain) nodes.push(decoded(plain));
      plain = "";
      nodes.push(...[found.node].flat());
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) nodes.push(decoded(plain));
  return nodes;
}

function readers({ code, verbatim }) {
  if (code) return [bracketed];
  return verbatim ? [codeSpan, bracketed, styled, emojiName] : [codeSpan, bracketed, styled, emojiName, bareAddress];
}

function codeSpan(text, at) {
  if (text[at] !== "`") return null;
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { node: h("code", { class: "code" }, inline(text.slice(at + 1, end), { code: true })), end: end + 1 };
}

function bracketed(text, at) {
  if (text[at] !== "<") return null;
  const end = text.indexOf(">", at);
  if (end === -1) return null;
  const node = reference(text.slice(at + 1, end));
  return node && { node, end: end + 1 };
}

function styled(text, at, how) {
  const tag = STYLES[text[at]];
  const depth = how.depth ?? 0;
  if (!tag || depth >= MAX_DEPTH || !opens(text, at)) return null;
  const end = closing(text, at);
  if (end === -1) return null;
  return { node: h(tag, {}, inline(text.slice(at + 1, end), { ...how, depth: depth + 1 })), end: end + 1 };
}

function opens(text, at) {
  const before = text[at - 1];
  const after = text[at + 1];
  return (
    (before === undefined || !/[\p{L}\p{N}]/u.test(before)) &&
    after !== undefined &&
    !/\s/.test(after) &&
    after !== text[at]
  );
}

/** The next same mark that ends a word, outside code and brackets; -1 if there is none. */
function closing(text, at) {
  for (let index = at + 1; index < text.length; index += 1) {
    const skip = { "`": "`", "<": ">" }[text[index]];
    const past = skip ? text.indexOf(skip, index + 1) : -1;
    if (past !== -1) {
      index = past;
    } else if (text[index] === text[at] && index > at + 1 && !/\s/.test(text[index - 1])) {
      if (text[index + 1] === undefined || !/[\p{L}\p{N}]/u.test(text[index + 1])) return index;
    }
  }
  return -1;
}

const EMOJI_AT = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/y;

function emojiName(text, at) {
  if (text[at] !== ":") return null;
  EMOJI_AT.lastIndex = at;
  const match = EMOJI_AT.exec(text);
  const character = match && emoji(match[1], Number(match[2]));
  return character ? { node: emojiNode(match[1], character), end: at + match[0].length } : null;
}

/** A character with its short name for screen readers. */
export function emojiNode(name, character) {
  return h(
    "span",
    { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` },
    character,
  );
}

const ADDRESS_AT = /https?:\/\/[^\s<>|`]+[^\s<>|`.,;:!?)'"*_~\]]/y;

function bareAddress(text, at) {
  if (text[at] !== "h" || /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return null;
  ADDRESS_AT.lastIndex = at;
  const match = ADDRESS_AT.exec(text);
  return match && { node: address(decoded(match[0]), decoded(match[0])), end: at + match[0].length };
}
