import { h } from "../dom.js";
import { confirmed } from "../shell/confirm.js";
import { plainText } from "../text/texts.js";

const SAFE = /^(?:https?|mailto|tel|slack):/i;

/** A button; with an address it opens it as well. */
export function buttonElement(field) {
  const { element } = field;
  const button = h(
    "button",
    {
      type: "button",
      class: `button ${element.style ?? "plain"}`,
      "aria-label": element.accessibility_label,
      dataset: { value: element.value },
      on: { click: press },
    },
    plainText(element.text),
  );
  return button;

  async function press() {
    if (button.getAttribute("aria-busy") || !(await confirmed(element.confirm))) return;
    button.setAttribute("aria-busy", "true");
    if (element.url && SAFE.test(element.url)) window.open(element.url, "_blank", "noopener,noreferrer");
    await field.send(element.value ?? null);
    button.removeAttribute("aria-busy");
  }
}
