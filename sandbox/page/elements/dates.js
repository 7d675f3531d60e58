import { writtenDay, writtenTime } from "../text/time.js";
import { currentLocale } from "../words/words.js";

/**
 * What somebody wrote as a date: ISO, or day and month in the order of their locale.
 * @param {string} text
 * @returns {string|null} YYYY-MM-DD
 */
export function readDay(text) {
  const iso = text.trim().match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  const numbers = text.trim().match(/^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/);
  if (!numbers) return writtenMonth(text);
  const [, first, second, year] = numbers;
  return currentLocale() === "en-US" ? realDay(year, first, second) : realDay(year, second, first);
}

function realDay(year, month, day) {
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? null : text;
}

/** "12 mars 2027", "March 12, 2027": the form in which the field itself shows a date. */
function writtenMonth(text) {
  const year = text.match(/\d{4}/)?.[0];
  const day = text.replace(/\d{4}/, "").match(/\d{1,2}/)?.[0];
  if (!year || !day) return null;
  const month = Array.from({ length: 12 }, (_, index) => index + 1).find((each) =>
    names(each, year).some((name) => text.toLowerCase().includes(name)),
  );
  return month ? realDay(year, month, day) : null;
}

function names(month, year) {
  const day = `${year}-${String(month).padStart(2, "0")}-01`;
  return [writtenDay(day, { month: "long" }), writtenDay(day, { month: "short" })].map((name) => name.toLowerCase());
}

/**
 * What somebody wrote as a time: 9:17, 9h17, 917, 9 PM.
 * @param {string} text
 * @returns {string|null} HH:MM
 */
export function readTime(text) {
  const match = text
    .trim()
    .toLowerCase()
    .match(/^(\d{1,2})(?:\s*[:h.]?\s*(\d{2}))?\s*h?\s*([ap])?\.?\s*(?:m\.?)?$/);
  if (!match) return null;
  const [, hours, minutes = "00", half] = match;
  const hour = half ? (Number(hours) % 12) + (half === "p" ? 12 : 0) : Number(hours);
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, "0")}:${minutes}` : null;
}

/** Every half-hour of a day, as written. */
export function halfHours() {
  return Array.from({ length: 48 }, (_, index) => {
    const value = `${String(Math.floor(index / 2)).padStart(2, "0")}:${index % 2 ? "30" : "00"}`;
    return { value, label: writtenTime(value) };
  });
}

/** A day some days, months or years later; the day of the month is kept where the month has it. */
export function moved(day, { days = 0, months = 0 }) {
  const date = new Date(`${day}T00:00:00Z`);
  if (months) {
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months);
    date.setUTCDate(
      Math.min(wanted, new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
    );
  }
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
