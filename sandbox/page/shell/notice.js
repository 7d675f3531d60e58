import { announce, h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { say } from "../words/words.js";

const SHOWN_FOR = 12_000;

/**
 * A sentence at the bottom of the window, for what went wrong outside any form.
 * @param {string} sentence
 */
export function notice(sentence) {
  const dismiss = iconButton(say("notice.dismiss"), "close", () => node.remove(), { size: 14 });
  const node = h("div", { class: "notice" }, icon("alert"), h("span", {}, sentence), dismiss);
  document.getElementById("page").append(node);
  announce(sentence, { urgent: true });
  setTimeout(() => node.remove(), SHOWN_FOR);
}
