import { currentLocale } from "../words/words.js";
import { withEmoji } from "../text/emoji.js";
import { richText, richTextWords } from "../text/richtext.js";

/**
 * What a table cell shows.
 * @param {{type: "raw_text"|"raw_number"|"rich_text"}} cell
 * @returns {(Node|string)[]}
 */
export function cellNodes(cell) {
  return cell.type === "rich_text" ? richText(cell) : [withEmoji(cellWords(cell))];
}

/** The words of a cell. */
export function cellWords(cell) {
  if (cell.type === "rich_text") return richTextWords(cell);
  return cell.text ?? (cell.value === undefined ? "" : cell.value.toLocaleString(currentLocale()));
}

/** What a cell is sorted by: numbers as numbers. */
export function cellKey(cell) {
  return cell.type === "raw_number" ? cell.value : cellWords(cell);
}
