import { plainText } from "../text/texts.js";
import { writtenTime } from "../text/time.js";
import { say } from "../words/words.js";
import { matches } from "../people.js";
import { combobox } from "./combobox.js";
import { halfHours, readTime } from "./dates.js";

/** A time of day to write or choose; the value is HH:MM. */
export function timeElement(field) {
  return timeField({
    id: field.id,
    aria: field.aria(),
    placeholder: plainText(field.element.placeholder),
    value: field.value(field.element.initial_time ?? ""),
    emptied: field.input && !field.required,
    focusFirst: field.element.focus_on_load,
    onChange: (time) => field.change(time),
  });
}

/**
 * The field itself, also half of a datetimepicker.
 * @param {{id, aria, placeholder, value: string, emptied: boolean, focusFirst, onChange: (time: string) => any}} spec
 */
export function timeField({ id, aria, placeholder, value, emptied, focusFirst, onChange }) {
  return combobox({
    id,
    aria,
    placeholder: placeholder || say("time.placeholder"),
    glyph: "clock",
    focusFirst,
    clearable: emptied,
    chosen: value ? [option(value)] : [],
    start: value || "09:00",
    load: (query) => [{ options: timesFor(query) }],
    onChange: ([chosen]) => onChange(chosen?.key ?? ""),
  });
}

function option(time) {
  return { key: time, label: writtenTime(time) };
}

function timesFor(query) {
  const exact = query && readTime(query);
  const near = halfHours().filter(({ label, value }) => !query || matches(query, label) || value.startsWith(query));
  const options = near.map(({ value, label }) => ({ key: value, label }));
  return exact ? [option(exact), ...options.filter(({ key }) => key !== exact)] : options;
}
