import { h } from "../dom.js";
import { say } from "../words/words.js";
import { cellNodes } from "./cells.js";

/** A table whose first row is its head. */
export function tableBlock(block) {
  const [first, ...rest] = block.rows;
  const cells = (row, tag, props = {}) =>
    row.map((cell, column) =>
      h(tag, { ...props, class: columnClass(block.column_settings?.[column]) }, cellNodes(cell)),
    );
  const table = h(
    "table",
    { class: "table" },
    h("thead", {}, h("tr", {}, cells(first, "th", { scope: "col" }))),
    h(
      "tbody",
      {},
      rest.map((row) => h("tr", {}, cells(row, "td"))),
    ),
  );
  return h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": say("table.label") }, table);
}

function columnClass(settings) {
  return [settings?.align && `align-${settings.align}`, settings?.is_wrapped ? "wrapped" : "unwrapped"]
    .filter(Boolean)
    .join(" ");
}
