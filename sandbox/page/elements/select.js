import { plainText } from "../text/texts.js";
import { say } from "../words/words.js";
import { combobox } from "./combobox.js";
import { sourceOf } from "./sources.js";

/** A select for one option; the value is the option's, an id, or (external) the option object. */
export function oneElement(field) {
  const source = sourceOf(field);
  const value = field.value(source.initial(true));
  return combobox({
    ...common(field, source, "select.placeholder"),
    chosen: [value].filter(Boolean).map(source.option).filter(Boolean),
    clearable: field.input && !field.required,
    onChange: ([option]) => field.change(option ? source.simple(option) : ""),
  });
}

/** A select for several options; the value is a list. */
export function manyElement(field) {
  const source = sourceOf(field);
  const values = field.value(source.initial(false)) || [];
  return combobox({
    ...common(field, source, "select.placeholderMany"),
    many: true,
    most: field.element.max_selected_items,
    chosen: values.map(source.option).filter(Boolean),
    onChange: (options) => field.change(options.map(source.simple)),
  });
}

function common(field, source, placeholder) {
  return {
    id: field.id,
    aria: field.aria(),
    placeholder: plainText(field.element.placeholder) || say(placeholder),
    focusFirst: field.element.focus_on_load,
    minimum: source.minimum,
    load: source.load,
  };
}
