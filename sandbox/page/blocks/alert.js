import { h } from "../dom.js";
import { icon } from "../icons.js";
import { textNodes } from "../text/texts.js";
import { say } from "../words/words.js";

const ICONS = { default: "info", info: "info", warning: "alert", error: "alert", success: "check" };

/** A remark with a level. */
export function alertBlock(block) {
  const level = block.level in ICONS ? block.level : "default";
  const name = h("span", { class: "unseen" }, `${say(`alert.${level}`)}: `);
  return h(
    "div",
    { class: `alert ${level}`, role: "note" },
    icon(ICONS[level]),
    h("div", {}, name, textNodes(block.text)),
  );
}
