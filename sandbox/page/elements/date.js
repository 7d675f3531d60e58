import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { markError } from "../blocks/errors.js";
import { openPopover } from "../shell/popover.js";
import { plainText } from "../text/texts.js";
import { dayOf, writtenDay } from "../text/time.js";
import { say } from "../words/words.js";
import { now } from "../workspace.js";
import { calendar } from "./calendar.js";
import { readDay } from "./dates.js";

/** A date to write or to choose in a calendar; the value is YYYY-MM-DD. */
export function dateElement(field) {
  const placeholder = plainText(field.element.placeholder);
  return dateField({
    field,
    placeholder,
    aria: field.aria(),
    id: field.id,
    value: field.value(field.element.initial_date ?? ""),
    onChange: (day) => field.change(day),
  });
}

/**
 * The field itself, also half of a datetimepicker.
 * @param {{id, placeholder, aria, value: string, onChange: (day: string) => Promise<boolean>|void, field}} spec
 * @returns {HTMLElement}
 */
export function dateField({ id, placeholder, aria, value, onChange, field }) {
  let chosen = value;
  const input = h("input", {
    id,
    type: "text",
    class: "text-input",
    autocomplete: "off",
    placeholder: placeholder || say("date.placeholder"),
    value: chosen ? writtenDay(chosen) : "",
    ...aria,
    dataset: { focusFirst: field.element.focus_on_load ? "yes" : undefined },
  });
  const opener = iconButton(say("date.open"), "calendar", open, { class: "field-opener", "aria-haspopup": "dialog" });
  input.addEventListener("change", written);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && event.altKey) open();
    if (event.key !== "Enter") return;
    event.preventDefault();
    written();
  });
  return h("div", { class: "date-field" }, input, opener);

  function written() {
    const text = input.value.trim();
    const day = text ? readDay(text) : "";
    if (day === null) complain();
    else choose(day);
  }

  function complain() {
    const host = input.closest(".block.input");
    if (host) markError(host, say("date.wrong", { example: dayOf(now()) }));
    else show();
  }

  async function choose(day) {
    if (day === chosen) return show();
    if ((await onChange(day)) !== false) chosen = day;
    return show();
  }

  function show() {
    input.value = chosen ? writtenDay(chosen) : "";
  }

  function open() {
    const month = calendar(chosen || null, (day) => {
      popover.close();
      choose(day);
    });
    const popover = openPopover(opener, month.node, { label: say("date.dialog"), role: "dialog", align: "end" });
    month.focus();
  }
}
