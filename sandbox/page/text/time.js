import { now, workspace } from "../workspace.js";
import { currentLocale } from "../words/words.js";

const formats = new Map();

function formatter(options, timeZone) {
  const key = JSON.stringify([currentLocale(), timeZone, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(currentLocale(), { timeZone, ...options }));
  return formats.get(key);
}

function format(epoch, options, timeZone = workspace.me.tz) {
  return formatter(options, timeZone).format(new Date(epoch * 1000));
}

/**
 * The calendar day of a moment in a zone.
 * @param {number} epoch seconds
 * @returns {string} YYYY-MM-DD
 */
export function dayOf(epoch, timeZone = workspace.me.tz) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date(epoch * 1000));
}

/**
 * The wall clock of a moment in a zone.
 * @param {number} epoch seconds
 * @returns {string} HH:MM, 24 hours
 */
export function wallClock(epoch, timeZone = workspace.me.tz) {
  const options = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(epoch * 1000));
}

/** Hours as the person writes them: 9 AM, 09 h. */
function hours() {
  const twelve = formatter({ hour: "numeric" }, "UTC").resolvedOptions().hour12;
  return { hour: twelve ? "numeric" : "2-digit", minute: "2-digit" };
}

/** @returns {string} the time of day as the person writes it: 9:17 AM or 09:17 */
export function timeOfDay(epoch, timeZone) {
  return format(epoch, hours(), timeZone);
}

/** @returns {string} day and time, short: mar. 24 nov. 10:14 */
export function shortMoment(epoch, timeZone) {
  const options = { weekday: "short", day: "numeric", month: "short", ...hours() };
  return format(epoch, options, timeZone);
}

/** @returns {string} day and time in full, for titles */
export function fullMoment(epoch) {
  return format(epoch, { dateStyle: "full", timeStyle: "short" });
}

/** @returns {string} the title over a day's messages: today, yesterday, or the day in full */
export function dayTitle(epoch) {
  const relative = relativeDay(epoch);
  if (relative) return capital(relative);
  const sameYear = dayOf(epoch).slice(0, 4) === dayOf(now()).slice(0, 4);
  return capital(
    format(epoch, { weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" }),
  );
}

/** @returns {string|null} "today", "yesterday" or "tomorrow" in the person's language, else null */
function relativeDay(epoch) {
  const days = Math.round((Date.parse(dayOf(epoch)) - Date.parse(dayOf(now()))) / 86_400_000);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(currentLocale(), { numeric: "auto" }).format(days, "day");
}

/** @returns {string} "5 minutes ago" by the workspace's clock */
export function ago(epoch) {
  const seconds = epoch - now();
  const units = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units[3];
  return new Intl.RelativeTimeFormat(currentLocale(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

const TOKENS = {
  date_num: (epoch) => dayOf(epoch),
  date: (epoch) => longDate(epoch),
  date_short: (epoch) => format(epoch, { dateStyle: "medium" }),
  date_long: (epoch) => longDate(epoch, "long"),
  date_pretty: (epoch) => relativeDay(epoch) ?? longDate(epoch),
  date_short_pretty: (epoch) => relativeDay(epoch) ?? format(epoch, { dateStyle: "medium" }),
  date_long_pretty: (epoch) => relativeDay(epoch) ?? longDate(epoch, "long"),
  day_divider_pretty: (epoch) => dayTitle(epoch),
  time: (epoch) => timeOfDay(epoch),
  time_secs: (epoch) => format(epoch, { ...hours(), second: "2-digit" }),
  ago: (epoch) => ago(epoch),
};

function longDate(epoch, weekday) {
  return format(epoch, { weekday, day: "numeric", month: "long", year: "numeric" });
}

/**
 * Slack's date template, in the reader's zone and language.
 * @param {number} epoch seconds
 * @param {string} template like "{date_short_pretty} {time}"
 * @returns {string|null} null when it holds a token that Slack does not have: then the fallback is shown
 */
export function dateToken(epoch, template) {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  if (!Number.isFinite(epoch) || names.length === 0 || names.some((name) => !(name in TOKENS))) return null;
  return template.replace(/\{(\w+)\}/g, (_, name) => TOKENS[name](epoch));
}

/**
 * A calendar date as the person writes it.
 * @param {string} day YYYY-MM-DD
 */
export function writtenDay(day, options = { dateStyle: "long" }) {
  return format(Date.parse(`${day}T00:00:00Z`) / 1000, options, "UTC");
}

/**
 * A wall-clock time as the person writes it.
 * @param {string} time HH:MM
 */
export function writtenTime(time) {
  return timeOfDay(Date.parse(`2000-01-01T${time}:00Z`) / 1000, "UTC");
}

/**
 * The moment at which a zone's clocks show this day and time.
 * @param {string} day YYYY-MM-DD
 * @param {string} time HH:MM
 * @returns {number} epoch seconds
 */
export function momentOf(day, time, timeZone = workspace.me.tz) {
  const wall = Date.parse(`${day}T${time}:00Z`) / 1000;
  let epoch = wall;
  for (let pass = 0; pass < 2; pass += 1) {
    const shown = Date.parse(`${dayOf(epoch, timeZone)}T${wallClock(epoch, timeZone)}:00Z`) / 1000;
    epoch += wall - shown;
  }
  return epoch;
}
