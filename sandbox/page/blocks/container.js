import { h } from "../dom.js";
import { icon } from "../icons.js";
import { plainText, textNodes } from "../text/texts.js";
import { richText } from "../text/richtext.js";
import { drawBlock } from "./blocks.js";
import { imageElement } from "./image.js";

/** Blocks under one title, that can perhaps be folded. */
export function containerBlock(block, surface) {
  const width = `container ${block.width ?? "standard"}`;
  const children = block.child_blocks.map((child, index) =>
    drawBlock({ ...child, block_id: child.block_id ?? `${block.block_id}-${index}` }, surface),
  );
  const body = h("div", { class: "container-body" }, children);
  if (!block.is_collapsible) {
    return h(
      "section",
      { class: `${width}${block.has_header_divider ? " ruled" : ""}` },
      h("div", { class: "container-head" }, head(block)),
      body,
    );
  }
  const summary = h("summary", { class: "container-head" }, head(block), h("span", { class: "fold" }, icon("chevron")));
  return h("details", { class: width, open: !block.default_collapsed }, summary, body);
}

function head(block) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : plainText(block.title);
  const subtitle = block.subtitle && h("div", { class: "container-subtitle" }, textNodes(block.subtitle));
  return [
    block.icon && imageElement(block.icon),
    h("div", {}, h("div", { class: "container-title" }, title), subtitle),
  ];
}
