import { h } from "../dom.js";
import { say } from "../words/words.js";
import { emoji } from "./emoji.js";
import { emojiNode } from "./inline.js";
import { address, broadcast, channelLink, dateNode, mention, usergroup } from "./references.js";

const LEAVES = {
  text: (leaf) => h("span", { class: "lines" }, leaf.text),
  link: (leaf) => address(leaf.url, leaf.text ?? leaf.url),
  emoji: (leaf) => emojiNode(leaf.name, emoji(leaf.name, leaf.skin_tone) ?? `:${leaf.name}:`),
  user: (leaf) => mention(leaf.user_id),
  channel: (leaf) => channelLink(leaf.channel_id),
  usergroup: (leaf) => usergroup(leaf.usergroup_id),
  broadcast: (leaf) => broadcast(leaf.range),
  date: (leaf) => dateNode(leaf.timestamp, leaf.format ?? "{date} {time}", leaf.url, leaf.fallback),
  color: (leaf) => h("code", { class: "code" }, leaf.value),
};

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "del", underline: "u", code: "code" };

function leafNode(leaf) {
  const make = LEAVES[leaf.type];
  let node = make ? make(leaf) : h("span", { class: "wrong" }, say("element.unknown", { type: leaf.type }));
  for (const [style, tag] of Object.entries(STYLE_TAGS)) {
    if (leaf.style?.[style]) node = h(tag, tag === "code" ? { class: "code" } : {}, node);
  }
  return node;
}

const PARTS = {
  rich_text_section: (part) => h("p", { class: "rich" }, part.elements.map(leafNode)),
  rich_text_preformatted: (part) => h("pre", { class: "pre" }, part.elements.map(leafNode)),
  rich_text_quote: (part) => h("blockquote", { class: "quote" }, part.elements.map(leafNode)),
  rich_text_list: listNode,
};

function listNode(part) {
  const ordered = part.style === "ordered";
  const props = { class: `rich-list depth-${(part.indent ?? 0) % 3}`, vars: { "--depth": part.indent ?? 0 } };
  if (ordered) props.start = (part.offset ?? 0) + 1;
  return h(
    ordered ? "ol" : "ul",
    props,
    part.elements.map((item) => h("li", {}, item.elements.map(leafNode))),
  );
}

/**
 * The parts of a rich_text block (or table cell) as nodes; an unknown part is an error that can be seen.
 * @param {{elements: object[]}} block
 * @returns {Node[]}
 */
export function richText(block) {
  return block.elements.map((part) => {
    const make = PARTS[part.type];
    return make ? make(part) : h("p", { class: "wrong" }, say("element.unknown", { type: part.type }));
  });
}

/**
 * The words of a rich_text block without its styles.
 * @param {{elements: object[]}|undefined} block
 */
export function richTextWords(block) {
  if (!block) return "";
  return block.elements.map((part) => (part.elements ?? []).map(wordsOf).join("")).join("\n");
}

function wordsOf(leaf) {
  if (leaf.elements) return `${leaf.elements.map(wordsOf).join("")}\n`;
  return leaf.text ?? leaf.url ?? (leaf.name ? `:${leaf.name}:` : "");
}
