import { h } from "../dom.js";
import { textNodes } from "../text/texts.js";

/** Boxes to tick: the value is a list of option values. */
export function checkboxesElement(field) {
  const initial = (field.element.initial_options ?? []).map((option) => option.value);
  return group(field, "checkbox", (value) => field.value(initial).includes(value));
}

/** One of several: the value is the option's. */
export function radioElement(field) {
  const initial = field.element.initial_option?.value;
  return group(field, "radio", (value) => field.value(initial) === value);
}

function group(field, kind, isChosen) {
  const inputs = field.element.options.map((option, index) =>
    oneInput(field, kind, option, index, isChosen(option.value)),
  );
  const host = h("div", { class: "choices", role: kind === "radio" ? "radiogroup" : "group", ...field.aria() });
  host.append(...field.element.options.map((option, index) => choice(option, inputs[index])));
  host.addEventListener("change", async () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    const kept = await field.change(kind === "radio" ? chosen[0] : chosen);
    if (!kept) inputs.forEach((input) => (input.checked = isChosen(input.value)));
  });
  return host;
}

function oneInput(field, kind, option, index, checked) {
  const id = index === 0 ? field.id : `${field.id}-${index}`;
  return h("input", { type: kind, name: field.id, id, value: option.value, checked });
}

function choice(option, input) {
  const description = option.description && h("span", { class: "choice-detail" }, textNodes(option.description));
  return h(
    "label",
    { class: "choice" },
    input,
    h("span", { class: "choice-text" }, h("span", {}, textNodes(option.text)), description),
  );
}
