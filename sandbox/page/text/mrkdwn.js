import { h } from "../dom.js";
import { inline } from "./inline.js";

/**
 * Slack's own markup, as nodes.
 * @param {string} text mrkdwn, with `& < >` as entities
 * @param {{verbatim?: boolean}} [how] verbatim: bare addresses stay text
 * @returns {Node[]}
 */
export function mrkdwn(text, { verbatim = false } = {}) {
  const pieces = text.split(/```\n?([\s\S]+?)\n?```\n?/);
  return pieces.flatMap((piece, index) => (index % 2 ? [preformatted(piece)] : paragraphs(piece, verbatim)));
}

function preformatted(text) {
  return h("pre", { class: "pre" }, inline(text, { code: true }));
}

const QUOTE = /^(?:&gt;|>) ?/;
const LONG_QUOTE = /^(?:&gt;|>){3} ?/;

function paragraphs(text, verbatim) {
  const nodes = [];
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length === 1 && lines[0] === "") return nodes;
  let index = 0;
  while (index < lines.length) {
    const kind = kindOf(lines[index]);
    let end = index + 1;
    if (kind === "rest") end = lines.length;
    else while (end < lines.length && kindOf(lines[end]) === kind) end += 1;
    nodes.push(...KINDS[kind](lines.slice(index, end), verbatim));
    index = end;
  }
  return nodes;
}

function kindOf(line) {
  if (LONG_QUOTE.test(line)) return "rest";
  if (QUOTE.test(line)) return "quote";
  return BULLET.test(line) ? "list" : "plain";
}

/** Slack shows list marks as they are typed; only the wrapped lines hang. */
const BULLET = /^(\s*)([•◦▪‣]|-|\d{1,2}\.)\s+(?=\S)/;

const KINDS = {
  quote: (lines, verbatim) => [
    quote(
      lines.map((line) => line.replace(QUOTE, "")),
      verbatim,
    ),
  ],
  rest: (lines, verbatim) => [quote([lines[0].replace(LONG_QUOTE, ""), ...lines.slice(1)], verbatim)],
  list: (lines, verbatim) => lines.map((line) => bullet(line, verbatim)),
  plain: (lines, verbatim) => [h("span", { class: "lines" }, withBreaks(lines, verbatim))],
};

function quote(lines, verbatim) {
  return h("blockquote", { class: "quote" }, withBreaks(lines, verbatim));
}

function bullet(line, verbatim) {
  const [whole, indent, mark] = line.match(BULLET);
  const depth = Math.min(Math.floor(indent.length / 2), 4);
  const body = h("span", {}, inline(line.slice(whole.length), { verbatim }));
  return h(
    "span",
    { class: "bullet", vars: { "--depth": depth } },
    h("span", { class: "mark" }, `${mark}\u00a0`),
    body,
  );
}

function withBreaks(lines, verbatim) {
  return lines.flatMap((line, index) => [index ? h("br") : null, ...inline(line, { verbatim })]);
}
