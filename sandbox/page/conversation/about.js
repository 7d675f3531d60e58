import { h } from "../dom.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

/** What the app says about itself in its manifest. */
export function aboutView() {
  const { app } = workspace;
  const node = h(
    "div",
    { class: "about" },
    h("p", { class: "about-lead" }, app.description),
    offers(
      "about.commands",
      app.commands.map(({ command, usage_hint: usage, description }) => [`${command} ${usage ?? ""}`, description]),
    ),
    offers(
      "about.shortcuts",
      app.shortcuts.map(({ name, description }) => [name, description]),
    ),
  );
  const nothing = async () => {};
  return { node, open: nothing, receive: nothing, refresh: nothing, leave: nothing };
}

function offers(title, entries) {
  if (entries.length === 0) return null;
  return [
    h("h2", {}, say(title)),
    h(
      "dl",
      {},
      entries.map(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]),
    ),
  ];
}
