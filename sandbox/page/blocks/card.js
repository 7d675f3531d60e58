import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { drawElement } from "../elements/elements.js";
import { textNodes } from "../text/texts.js";
import { say } from "../words/words.js";
import { drawBlock } from "./blocks.js";
import { imageElement } from "./image.js";

/** A picture, a title, a few words and up to three buttons. */
export function cardBlock(block, surface) {
  const line = (name) => block[name] && h("div", { class: `card-${name}` }, textNodes(block[name]));
  const head = (block.icon || block.slack_icon || block.title || block.subtitle) && [
    cardIcon(block),
    h("div", { class: "card-titles" }, line("title"), line("subtitle")),
  ];
  return h(
    "article",
    { class: "card" },
    block.hero_image && h("div", { class: "card-hero" }, imageElement(block.hero_image)),
    head && h("div", { class: "card-head" }, head),
    line("body"),
    line("subtext"),
    block.actions?.length &&
      h(
        "div",
        { class: "actions" },
        block.actions.map((each) => drawElement(each, block, surface)),
      ),
  );
}

function cardIcon(block) {
  if (block.icon) return h("span", { class: "card-icon" }, imageElement(block.icon));
  return block.slack_icon && h("span", { class: "card-icon", title: block.slack_icon.name }, icon("bolt"));
}

/** Cards side by side, to scroll through. */
export function carouselBlock(block, surface) {
  const cards = block.elements.map((card, index) => {
    const node = drawBlock({ ...card, type: "card", block_id: card.block_id ?? `${block.block_id}-${index}` }, surface);
    return h("li", {}, node);
  });
  const track = h("ul", { class: "carousel-track", tabindex: "0", "aria-label": say("carousel.label") }, cards);
  const step = (side) => track.scrollBy({ left: side * cards[0].offsetWidth, behavior: "smooth" });
  const button = (name, glyph, side) => iconButton(say(name), glyph, () => step(side));
  const buttons = cards.length > 1 && [button("carousel.previous", "left", -1), button("carousel.next", "right", 1)];
  return h("div", { class: "carousel" }, track, buttons && h("div", { class: "carousel-buttons" }, buttons));
}
