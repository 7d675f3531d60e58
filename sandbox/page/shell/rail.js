import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { avatar, nameOf } from "../people.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

const KEY = "sandbox.people";
const SHOWN = 6;
let recent = [];

/** Bring back the people who were in front of this browser before. */
export function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    recent = kept.filter((id) => workspace.people.has(id));
  } catch {
    recent = [];
  }
}

/** Note that somebody is in front now. The order on the rail stays, so that the faces do not jump about. */
export function remember(id) {
  if (!recent.includes(id)) recent = [...recent.slice(-(SHOWN - 1)), id];
  localStorage.setItem(KEY, JSON.stringify(recent));
}

/** The faces of HR and of those whom one has been: one click to become them. */
export function rail(choosePerson) {
  const hr = [...workspace.people.values()]
    .filter((person) => person.is_hr && !person.deleted)
    .map((person) => person.id);
  const shown = [...new Set([...hr, ...recent])];
  const change = say("rail.change", { person: nameOf(workspace.me.id) });
  const more = iconButton(change, "plus", choosePerson, { class: "rail-more", title: change });
  return h("nav", { class: "rail", "aria-label": say("rail.label") }, shown.map(face), more);
}

function face(id) {
  const mine = id === workspace.me.id;
  const name = mine ? nameOf(id) : say("rail.become", { person: nameOf(id) });
  const props = {
    class: "face",
    href: `#${id}`,
    title: name,
    "aria-label": name,
    "aria-current": mine ? "true" : undefined,
  };
  return h(
    "a",
    props,
    avatar(id),
    workspace.people.get(id).is_hr && h("span", { class: "face-mark", "aria-hidden": "true" }, say("badge.hr")),
  );
}
