import { english } from "./english.js";
import { french } from "./french.js";

const DICTIONARIES = { en: english, fr: french };
let language = "en";
let locale = "en-US";

/**
 * Choose the language of the page's own words, and the locale of its dates and numbers.
 * @param {string} wanted like "fr-FR"; a language without dictionary gets English
 */
export function speak(wanted) {
  const stem = (wanted ?? "en-US").slice(0, 2);
  language = DICTIONARIES[stem] ? stem : "en";
  locale = DICTIONARIES[stem] ? wanted : "en-GB";
  document.documentElement.lang = language;
}

/** @returns {string} the locale of dates and numbers */
export function currentLocale() {
  return locale;
}

/**
 * One of the page's own sentences.
 * @param {keyof english} key
 * @param {object} [values] what stands for {name} in it; `count` chooses between the forms "one | several"
 */
export function say(key, values = {}) {
  const entry = DICTIONARIES[language][key] ?? english[key];
  const forms = entry.split(" | ");
  const plural = "count" in values ? new Intl.PluralRules(language).select(values.count) : "other";
  const form = forms.length > 1 && plural === "one" ? forms[0] : forms[forms.length - 1];
  return form.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
