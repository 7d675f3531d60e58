import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { dayOf, writtenDay } from "../text/time.js";
import { currentLocale, say } from "../words/words.js";
import { now } from "../workspace.js";
import { moved } from "./dates.js";

const KEYS = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
};

/**
 * A month to choose a day from: arrows move by days and weeks, Page keys by months, with Shift by years.
 * @param {string|null} chosen YYYY-MM-DD
 * @param {(day: string) => void} onChoose
 * @returns {{node: HTMLElement, focus: () => void}}
 */
export function calendar(chosen, onChoose) {
  const today = dayOf(now());
  let at = chosen ?? today;
  const title = h("div", { class: "calendar-title", "aria-live": "polite" });
  const grid = h("div", { class: "calendar-grid", role: "grid" });
  grid.addEventListener("keydown", pressed);
  const node = h(
    "div",
    { class: "calendar" },
    h("div", { class: "calendar-head" }, turn("date.previous", "left", -1), title, turn("date.next", "right", 1)),
    grid,
  );
  draw();
  return { node, focus: () => grid.querySelector("[tabindex='0']").focus() };

  function turn(name, glyph, months) {
    return iconButton(say(name), glyph, () => go({ months }));
  }

  function go(step) {
    at = moved(at, step);
    draw();
  }

  function pressed(event) {
    const step = KEYS[event.key];
    if (!step) return;
    event.preventDefault();
    go(event.shiftKey && step.months ? { months: step.months * 12 } : step);
    grid.querySelector("[tabindex='0']").focus();
  }

  function draw() {
    title.textContent = writtenDay(at, { month: "long", year: "numeric" });
    const monday = moved(`${at.slice(0, 8)}01`, { days: -weekday(`${at.slice(0, 8)}01`) });
    const weeks = Array.from({ length: 6 }, (_, week) =>
      Array.from({ length: 7 }, (_, day) => moved(monday, { days: week * 7 + day })),
    );
    grid.replaceChildren(
      weekdays(weeks[0]),
      ...weeks.map((week) => h("div", { role: "row", class: "week" }, week.map(dayButton))),
    );
  }

  function dayButton(day) {
    const away = day.slice(0, 7) === at.slice(0, 7) ? "" : " away";
    const props = {
      type: "button",
      class: `day${away}${day === today ? " today" : ""}`,
      tabindex: day === at ? "0" : "-1",
      dataset: { date: day },
      "aria-label": writtenDay(day, { dateStyle: "full" }),
      "aria-pressed": String(day === chosen),
      on: { click: () => onChoose(day) },
    };
    return h("div", { role: "gridcell" }, h("button", props, String(Number(day.slice(8)))));
  }
}

function weekdays(week) {
  const head = (day) =>
    h(
      "span",
      { role: "columnheader", "aria-label": writtenDay(day, { weekday: "long" }) },
      writtenDay(day, { weekday: "narrow" }),
    );
  return h("div", { role: "row", class: "week weekdays" }, week.map(head));
}

/** Days since the week began: on Sunday in America, on Monday elsewhere. */
function weekday(day) {
  const sunday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return currentLocale() === "en-US" ? sunday : (sunday + 6) % 7;
}
