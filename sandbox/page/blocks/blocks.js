import { h } from "../dom.js";
import { icon } from "../icons.js";
import { dayOf } from "../text/time.js";
import { say } from "../words/words.js";
import { now } from "../workspace.js";
import { actionsBlock, contextBlock, dividerBlock, headerBlock, markdownBlock, richTextBlock } from "./plain.js";
import { alertBlock } from "./alert.js";
import { cardBlock, carouselBlock } from "./card.js";
import { chartBlock } from "./chart.js";
import { containerBlock } from "./container.js";
import { dataTableBlock } from "./datatable.js";
import { imageBlock } from "./image.js";
import { inputBlock } from "./input.js";
import { sectionBlock } from "./section.js";
import { tableBlock } from "./table.js";

const KINDS = {
  actions: actionsBlock,
  alert: alertBlock,
  card: cardBlock,
  carousel: carouselBlock,
  container: containerBlock,
  context: contextBlock,
  context_actions: actionsBlock,
  data_table: dataTableBlock,
  data_visualization: chartBlock,
  divider: dividerBlock,
  header: headerBlock,
  image: imageBlock,
  input: inputBlock,
  markdown: markdownBlock,
  rich_text: richTextBlock,
  section: sectionBlock,
  table: tableBlock,
};

/**
 * Blocks as nodes. A block that did not change since the last drawing keeps its node, so that focus, open menus and
 * half-typed words survive a live update. What the page does not know becomes an error that nobody can miss.
 * @param {object[]} blocks
 * @param {Surface} surface
 * @returns {Node[]}
 */
export function drawBlocks(blocks, surface) {
  const before = surface.drawn;
  surface.drawn = new Map();
  return blocks.map((block, index) => {
    const id = block.block_id ?? `block-${index}`;
    const json = signature(block);
    const known = before.get(id);
    const node = known?.json === json ? known.node : drawBlock({ ...block, block_id: id }, surface);
    surface.drawn.set(id, { json, node });
    return node;
  });
}

/** What a drawing depends on: the block, and the day, where it speaks of today or tomorrow. */
function signature(block) {
  const json = JSON.stringify(block);
  return json.includes("date") ? `${dayOf(now())} ${json}` : json;
}

/**
 * One block as a node.
 * @param {object} block
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function drawBlock(block, surface) {
  const draw = KINDS[block.type];
  const node = draw ? attempt(() => draw(block, surface)) : errorBox(say("block.unknown", { type: block.type }), block);
  node.classList.add("block");
  node.dataset.block = block.type;
  if (block.block_id) node.dataset.blockId = block.block_id;
  return node;

  function attempt(make) {
    try {
      return make();
    } catch (error) {
      console.error(error);
      return errorBox(say("block.broken", { reason: error.message }), block);
    }
  }
}

function errorBox(title, block) {
  return h(
    "div",
    { class: "error-box", role: "note", "aria-label": title },
    h("p", { class: "error-title" }, icon("alert"), title),
    h("p", {}, say("block.unknownMore")),
    h("pre", { class: "error-json", tabindex: "0" }, JSON.stringify(block, null, 2)),
  );
}
