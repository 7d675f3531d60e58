import { h } from "../dom.js";
import { drawElement } from "../elements/elements.js";
import { markdown } from "../text/markdown.js";
import { plainText, textNodes } from "../text/texts.js";
import { richText } from "../text/richtext.js";
import { imageElement } from "./image.js";

/** A row of buttons, selects and pickers. */
export function actionsBlock(block, surface) {
  return h(
    "div",
    { class: "actions" },
    block.elements.map((element) => drawElement(element, block, surface)),
  );
}

/** Small print: texts and little images. */
export function contextBlock(block) {
  const parts = block.elements.map((element) =>
    element.type === "image" ? imageElement(element) : h("span", { class: "context-text" }, textNodes(element)),
  );
  return h("div", { class: "context" }, parts);
}

/** A line between blocks. */
export function dividerBlock() {
  return h("hr", { class: "divider" });
}

/** A title. */
export function headerBlock(block) {
  return h("h3", { class: "header" }, plainText(block.text));
}

/** GitHub-flavoured Markdown. */
export function markdownBlock(block) {
  return h("div", { class: "markdown" }, markdown(block.text));
}

/** Text with structure. */
export function richTextBlock(block) {
  return h("div", { class: "rich-text" }, richText(block));
}
