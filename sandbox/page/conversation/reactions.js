import { h } from "../dom.js";
import { nameOf } from "../people.js";
import { emoji } from "../text/emoji.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

/** Who reacted with what; a press adds one's own. */
export function reactionsOf({ reactions }, share) {
  if (!reactions?.length) return null;
  return h(
    "div",
    { class: "reactions" },
    reactions.map((each) => pill(each, share)),
  );
}

function pill({ name, users }, share) {
  const mine = users.includes(workspace.me.id);
  const label = say("message.reaction", {
    name: name.replaceAll("_", " "),
    count: users.length,
    who: users.map(nameOf).join(", "),
  });
  const props = { type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": label, title: label };
  return h(
    "button",
    { ...props, on: { click: () => share(name) } },
    h("span", { "aria-hidden": "true" }, emoji(name) ?? `:${name}:`),
    h("span", { class: "reaction-count" }, String(users.length)),
  );
}
