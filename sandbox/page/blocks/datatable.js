import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { currentLocale, say } from "../words/words.js";
import { cellKey, cellNodes, cellWords } from "./cells.js";

/** A table that can be sorted and leafed through. */
export function dataTableBlock(block) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const state = { page: 0, column: null, descending: false };
  const body = h("tbody");
  const headCells = head.map((cell, column) => sortHead(cell, column, sortBy, rows[0][column].type === "raw_number"));
  const pager = pagerOf(rows.length, size, turn);
  const table = h(
    "table",
    { class: "table data" },
    h("caption", {}, block.caption),
    h("thead", {}, h("tr", {}, headCells)),
    body,
  );
  draw();
  return h(
    "div",
    { class: "data-table" },
    h("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": block.caption }, table),
    pager.node,
  );

  function sortBy(column) {
    state.descending = state.column === column && !state.descending;
    state.column = column;
    state.page = 0;
    draw();
  }

  function turn(by) {
    state.page += by;
    draw();
  }

  function draw() {
    const from = state.page * size;
    const shown = sorted(rows, state).slice(from, from + size);
    body.replaceChildren(
      ...shown.map((row) =>
        h(
          "tr",
          {},
          row.map((cell, column) => dataCell(cell, column === (block.row_header_column_index ?? 0))),
        ),
      ),
    );
    headCells.forEach((cell, column) => cell.setAttribute("aria-sort", sortOf(column)));
    pager.show(from, Math.min(from + size, rows.length));
  }

  function sortOf(column) {
    if (state.column !== column) return "none";
    return state.descending ? "descending" : "ascending";
  }
}

function sortHead(cell, column, sortBy, numeric) {
  const name = cellWords(cell);
  const press = { click: () => sortBy(column) };
  return h(
    "th",
    { scope: "col", class: numeric ? "number" : "" },
    h(
      "button",
      { type: "button", class: "sort", title: say("table.sort", { column: name }), on: press },
      name,
      icon("chevron", 14),
    ),
  );
}

function dataCell(cell, isHeader) {
  const props = { class: cell.type === "raw_number" ? "number" : "" };
  return isHeader ? h("th", { ...props, scope: "row" }, cellNodes(cell)) : h("td", props, cellNodes(cell));
}

function sorted(rows, { column, descending }) {
  if (column === null) return rows;
  const collator = new Intl.Collator(currentLocale(), { numeric: true });
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [cellKey(one[column]), cellKey(other[column])];
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  });
}

function pagerOf(total, size, turn) {
  const button = (name, glyph, by) => iconButton(say(name), glyph, () => turn(by), { size: 16 });
  const previous = button("table.previous", "left", -1);
  const next = button("table.next", "right", 1);
  const range = h("span", { "aria-live": "polite" });
  const node = h("div", { class: "pager", hidden: total <= size }, range, previous, next);
  return {
    node,
    show(from, to) {
      range.textContent = say("table.range", { from: from + 1, to, total });
      previous.disabled = from === 0;
      next.disabled = to >= total;
    },
  };
}
