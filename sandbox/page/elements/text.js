import { h, uniqueId } from "../dom.js";
import { plainText } from "../text/texts.js";
import { richTextWords } from "../text/richtext.js";
import { currentLocale, say } from "../words/words.js";

const KEYBOARDS = { email_text_input: "email", url_text_input: "url", number_input: "decimal" };

/** A line or several to write in, with a count of what is left. */
export function textElement(field) {
  const { element } = field;
  const several = element.multiline || element.type === "rich_text_input";
  const counter = element.max_length ? h("span", { class: "counter", id: uniqueId("counter") }) : null;
  const control = h(several ? "textarea" : "input", {
    id: field.id,
    class: `text-input${element.type === "rich_text_input" ? " rich-input" : ""}`,
    type: several ? undefined : "text",
    inputmode: KEYBOARDS[element.type],
    rows: several ? (element.min_lines ?? 4) : undefined,
    placeholder: plainText(element.placeholder),
    autocomplete: "off",
    value: field.value(initialOf(element)),
    ...described(field, counter),
    dataset: { focusFirst: element.focus_on_load ? "yes" : undefined },
  });
  control.addEventListener("input", typed);
  control.addEventListener("keydown", pressed);
  showCount(counter, element, control.value);
  return h("div", { class: `text-field${counter ? " counted" : ""}` }, control, counter);

  function typed() {
    field.keep(control.value);
    showCount(counter, element, control.value);
    if (field.tellsOn("on_character_entered")) field.send(control.value);
  }

  function pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || several) return;
    event.preventDefault();
    if (field.tellsOn("on_enter_pressed")) field.send(control.value);
    else field.surface.onEnter?.();
  }
}

function initialOf(element) {
  if (element.type === "rich_text_input") return richTextWords(element.initial_value);
  return element.initial_value ?? "";
}

function described(field, counter) {
  const aria = field.aria();
  const by = [aria["aria-describedby"], counter?.id].filter(Boolean).join(" ");
  return { ...aria, "aria-describedby": by || undefined };
}

function showCount(counter, { max_length: most }, text) {
  if (!counter) return;
  const left = most - [...text].length;
  counter.textContent = left.toLocaleString(currentLocale());
  counter.title = left < 0 ? say("input.over", { count: -left }) : say("input.left", { count: left });
  counter.classList.toggle("near", left >= 0 && left <= most / 10);
  counter.classList.toggle("over", left < 0);
}
