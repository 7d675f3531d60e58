import { h } from "../dom.js";
import { drawElement } from "../elements/elements.js";
import { plainText, textNodes } from "../text/texts.js";
import { imageElement } from "./image.js";

/** Text, fields in two columns, and one thing beside them. */
export function sectionBlock(block, surface) {
  const body = h("div", { class: "section-body" });
  if (block.text) body.append(h("div", { class: "section-text" }, textNodes(block.text)));
  if (block.fields)
    body.append(
      h(
        "div",
        { class: "fields" },
        block.fields.map((field) => h("div", {}, textNodes(field))),
      ),
    );
  const kind = block.accessory?.type;
  return h(
    "div",
    { class: `section${kind ? ` with-${kind}` : ""}` },
    body,
    block.accessory && accessory(block, surface),
  );
}

function accessory(block, surface) {
  const { accessory: element } = block;
  const label = plainText(block.text);
  const node = element.type === "image" ? imageElement(element) : drawElement(element, block, surface, { label });
  return h("div", { class: "accessory" }, node);
}
