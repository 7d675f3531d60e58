import { h } from "../dom.js";
import { get } from "../api.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { matches } from "../people.js";
import { currentLocale, say } from "../words/words.js";

const MOST = 400;
const TO_APP = "slack→bot";

/** What Slack and the app say to each other, as it is said. */
export class TrafficPanel {
  constructor() {
    this.entries = [];
    this.last = 0;
    this.list = h("ol", { class: "traffic-list", "aria-label": say("traffic.title") });
    this.filter = h("input", {
      type: "text",
      class: "text-input",
      "aria-label": say("traffic.filter"),
      placeholder: say("traffic.filter"),
      on: { input: () => this.#draw() },
    });
    const head = h(
      "div",
      { class: "panel-head" },
      h("h2", {}, say("traffic.title")),
      iconButton(say("traffic.close"), "close", () => this.#toggle(false)),
    );
    this.node = h(
      "aside",
      { class: "panel traffic", "aria-label": say("traffic.title"), hidden: true },
      head,
      h("div", { class: "traffic-tools" }, this.filter),
      this.list,
    );
    this.toggle = h(
      "button",
      {
        type: "button",
        class: "bar-button traffic-button",
        title: say("traffic.open"),
        "aria-expanded": "false",
        on: { click: () => this.#toggle() },
      },
      icon("traffic"),
      h("span", { class: "tool-words" }, say("traffic.title")),
    );
  }

  async #toggle(open = this.node.hidden) {
    this.node.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    if (!open) return this.toggle.focus();
    (await get("/_/traffic", { since: this.last })).forEach((entry) => this.#keep(entry));
    this.#draw();
    return this.filter.focus();
  }

  /** A line that was just said. */
  add(entry) {
    if (this.node.hidden) return;
    this.#keep(entry);
    if (this.#fits(entry)) this.list.prepend(line(entry));
  }

  #keep(entry) {
    this.entries = this.entries
      .filter((each) => each.n !== entry.n)
      .slice(1 - MOST)
      .concat(entry);
    this.last = Math.max(this.last, entry.n);
    this.list.querySelector(`[data-n="${Number(entry.n)}"]`)?.remove();
  }

  #fits(entry) {
    const query = this.filter.value.trim();
    return !query || matches(query, entry.name, JSON.stringify(entry.detail ?? ""), String(entry.status));
  }

  #draw() {
    const shown = this.entries.filter((entry) => this.#fits(entry)).reverse();
    const empty = h("li", { class: "traffic-empty" }, say("traffic.empty"));
    this.list.replaceChildren(...(shown.length ? shown.map(line) : [empty]));
  }
}

function line(entry) {
  const toApp = entry.direction === TO_APP;
  const way = say(toApp ? "traffic.out" : "traffic.in");
  const arrow = h(
    "span",
    { class: `way ${toApp ? "to-app" : "from-app"}`, title: way },
    icon(toApp ? "right" : "left", 14),
    h("span", { class: "unseen" }, way),
  );
  const wrong = Number(entry.status) >= 400 || /error|fail|timeout|trouble/i.test(String(entry.status));
  const status = h("span", { class: `status${wrong ? " wrong" : ""}` }, String(entry.status ?? ""));
  const ms =
    entry.ms !== undefined &&
    entry.ms !== null &&
    h("span", { class: "ms" }, say("traffic.ms", { ms: Math.round(entry.ms) }));
  const time = new Date(entry.at * 1000).toLocaleTimeString(currentLocale());
  const summary = h("summary", { title: time }, arrow, h("span", { class: "traffic-name" }, entry.name), status, ms);
  const details = h("details", {}, summary);
  details.addEventListener("toggle", () => details.open && details.append(body(entry)), { once: true });
  return h("li", { dataset: { n: String(entry.n) } }, details);
}

function body(entry) {
  const text = JSON.stringify({ detail: entry.detail, body: entry.body }, null, 2);
  return h("pre", { class: "traffic-body", tabindex: "0", "aria-label": say("traffic.body") }, text);
}
