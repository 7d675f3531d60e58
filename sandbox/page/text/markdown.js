import { h } from "../dom.js";
import { emoji } from "./emoji.js";
import { emojiNode } from "./inline.js";
import { address } from "./references.js";

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/;
const ORDERED = /^\s*\d+[.)]/;
const TABLE_RULE = /^\s*\|?\s*:?-{2,}.*\|/;

/**
 * GitHub-flavoured Markdown, the parts that messages use: headings, lists, quotes, code, tables, links, emphasis.
 * @param {string} text
 * @returns {Node[]}
 */
export function markdown(text) {
  const lines = text.split("\n");
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const [node, next] = blockAt(lines, at);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function blockAt(lines, at) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  if (FENCE.test(line)) return fenced(lines, at);
  if (HEADING.test(line)) return [heading(line), at + 1];
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return [h("hr", { class: "divider" }), at + 1];
  if (/^\s*>/.test(line)) return run(lines, at, (each) => /^\s*>/.test(each), quoted);
  if (line.includes("|") && TABLE_RULE.test(lines[at + 1] ?? ""))
    return run(lines, at, (each) => each.includes("|"), table);
  if (ITEM.test(line)) return run(lines, at, (each) => ITEM.test(each), list);
  return run(
    lines,
    at,
    (each) => each.trim() && !FENCE.test(each) && !HEADING.test(each) && !ITEM.test(each),
    paragraph,
  );
}

function run(lines, at, belongs, make) {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end])) end += 1;
  return [make(lines.slice(at, end)), end];
}

function fenced(lines, at) {
  let end = at + 1;
  while (end < lines.length && !FENCE.test(lines[end])) end += 1;
  return [h("pre", { class: "pre" }, lines.slice(at + 1, end).join("\n")), end + 1];
}

function heading(line) {
  const [, marks, words] = line.match(HEADING);
  return h(`h${Math.min(marks.length + 2, 6)}`, { class: `heading-${marks.length}` }, spans(words));
}

function quoted(lines) {
  return h("blockquote", { class: "quote" }, markdown(lines.map((line) => line.replace(/^\s*> ?/, "")).join("\n")));
}

function list(lines) {
  const items = lines.map((line) =>
    h("li", { vars: { "--depth": Math.floor(line.search(/\S/) / 2) } }, task(line.match(ITEM)[1])),
  );
  return h(ORDERED.test(lines[0]) ? "ol" : "ul", { class: "rich-list" }, items);
}

function task(words) {
  const box = words.match(/^\[([ xX])\]\s+(.*)$/);
  if (!box) return spans(words);
  return [h("input", { type: "checkbox", checked: box[1] !== " ", disabled: true }), " ", ...spans(box[2])];
}

function table(lines) {
  const cells = (line) =>
    line
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|")
      .map((cell) => cell.trim());
  const [head, , ...rest] = lines.map(cells);
  const row = (tag) => (each) =>
    h(
      "tr",
      {},
      each.map((cell) => h(tag, {}, spans(cell))),
    );
  return h(
    "div",
    { class: "table-frame" },
    h("table", { class: "table" }, h("thead", {}, row("th")(head)), h("tbody", {}, rest.map(row("td")))),
  );
}

function paragraph(lines) {
  return h(
    "p",
    {},
    lines.flatMap((line, index) => [index ? h("br") : null, ...spans(line)]),
  );
}

const SPAN = new RegExp(
  [
    /`([^`]+)`/,
    /\*\*(.+?)\*\*/,
    /__(.+?)__/,
    /~~(.+?)~~/,
    /\*([^*\s][^*]*)\*/,
    /\b_([^_]+)_\b/,
    /\[([^\]]+)\]\(([^)\s]+)[^)]*\)/,
    /(https?:\/\/[^\s<>)]+)/,
    /:([a-z0-9_+-]+):/,
  ]
    .map((each) => each.source)
    .join("|"),
  "u",
);

function spans(text) {
  const match = SPAN.exec(text);
  if (!match) return text ? [text] : [];
  const [whole, code, strong, strong2, strike, em, em2, label, url, bare, name] = match;
  const before = text.slice(0, match.index);
  const after = spans(text.slice(match.index + whole.length));
  return [...(before ? [before] : []), spanNode(), ...after];

  function spanNode() {
    if (code) return h("code", { class: "code" }, code);
    if (strong ?? strong2) return h("strong", {}, spans(strong ?? strong2));
    if (strike) return h("del", {}, spans(strike));
    if (em ?? em2) return h("em", {}, spans(em ?? em2));
    if (label) return address(url, label);
    if (bare) return address(bare, bare);
    return emoji(name) ? emojiNode(name, emoji(name)) : whole;
  }
}
