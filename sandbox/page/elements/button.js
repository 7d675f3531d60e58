import { h } from "../dom.js";
import { icon } from "../icons.js";
import { confirmed } from "../shell/confirm.js";
import { openAddress } from "../text/references.js";
import { plainText } from "../text/texts.js";

/** A button; with an address it opens it as well. */
export function buttonElement(field) {
  const { element } = field;
  return pressable(field, element, { class: `button ${element.style ?? "plain"}` }, plainText(element.text));
}

/** A button with a picture and no words. */
export function iconButtonElement(field) {
  const { element } = field;
  const name = element.accessibility_label ?? plainText(element.text);
  return pressable(field, element, { class: "round", "aria-label": name, title: name }, icon("trash"));
}

/** Two thumbs: the value is that of the one that was pressed. */
export function feedbackElement(field) {
  const { positive_button: yes, negative_button: no } = field.element;
  const thumb = (button, sign) => {
    const name = button.accessibility_label ?? plainText(button.text);
    return pressable(field, button, { class: "round", "aria-label": name, title: name }, sign);
  };
  return h("span", { class: "feedback", role: "group" }, thumb(yes, "👍"), thumb(no, "👎"));
}

function pressable(field, { value, url, accessibility_label: name }, props, content) {
  const all = { type: "button", "aria-label": name, dataset: { value }, on: { click: press }, ...props };
  const button = h("button", all, content);
  return button;

  async function press() {
    if (button.getAttribute("aria-busy") || !(await confirmed(field.element.confirm))) return;
    button.setAttribute("aria-busy", "true");
    openAddress(url);
    await field.send(value ?? null);
    button.removeAttribute("aria-busy");
  }
}
