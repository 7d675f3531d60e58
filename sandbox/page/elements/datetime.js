import { h } from "../dom.js";
import { dayOf, momentOf, wallClock } from "../text/time.js";
import { say } from "../words/words.js";
import { dateField } from "./date.js";
import { timeField } from "./time.js";

/** A moment in the person's own zone; the value is epoch seconds once both halves are there. */
export function dateTimeElement(field) {
  const moment = field.value(field.element.initial_date_time);
  const halves = { day: moment ? dayOf(moment) : "", time: moment ? wallClock(moment) : "" };
  const named = (key) => ({
    "aria-label": [field.label, say(key)].filter(Boolean).join(" – "),
    "aria-describedby": field.describedby || undefined,
  });
  const day = dateField({
    field,
    id: field.id,
    aria: named("datetime.date"),
    value: halves.day,
    onChange: (each) => set({ day: each }),
  });
  const time = timeField({
    id: `${field.id}-time`,
    aria: named("datetime.time"),
    value: halves.time,
    onChange: (each) => set({ time: each }),
  });
  return h("div", { class: "date-time" }, day, time);

  function set(part) {
    Object.assign(halves, part);
    if (halves.day && halves.time) return field.change(momentOf(halves.day, halves.time));
    if (!halves.day && !halves.time) return field.change("");
    return true;
  }
}
