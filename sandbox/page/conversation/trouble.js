import { h } from "../dom.js";
import { icon } from "../icons.js";

/**
 * The place where a surface says that the app did not answer.
 * @returns {{node: HTMLElement, show: (sentence: string|null) => void}}
 */
export function troubleLine() {
  const node = h("div", { class: "trouble", role: "alert", hidden: true });
  return {
    node,
    show(sentence) {
      node.hidden = !sentence;
      node.replaceChildren(...(sentence ? [icon("alert", 16), h("span", {}, sentence)] : []));
    },
  };
}
