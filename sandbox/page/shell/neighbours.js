import { announce, h } from "../dom.js";
import { get, post } from "../api.js";
import { icon } from "../icons.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { notice } from "./notice.js";

/** The button that makes everybody else answer, and how far they are. */
export class NeighboursControl {
  constructor() {
    this.words = h("span", { class: "tool-words" }, say("neighbours.start"));
    this.node = h(
      "button",
      {
        type: "button",
        class: "bar-button neighbours",
        title: say("neighbours.explain"),
        "aria-label": say("neighbours.start"),
        on: { click: () => this.#start() },
      },
      icon("people"),
      this.words,
    );
    this.running = false;
    get("/_/neighbours").then(
      (state) => state.running && this.receive(state),
      () => {},
    );
  }

  async #start() {
    if (this.running) return;
    try {
      await post("/_/neighbours", { visitor: workspace.me.id });
      this.#show(say("neighbours.started"), true);
    } catch (error) {
      notice(error.message);
    }
  }

  /** @param {{running, steps, people, done, problems}} state */
  receive(state) {
    if (state.running) {
      this.#show(say("neighbours.running", { done: doneOf(state), people: state.people ?? "…" }), true);
    } else if (this.running) {
      this.#show(say("neighbours.start"), false);
      finished(state);
    }
  }

  #show(words, running) {
    this.running = running;
    this.words.textContent = words;
    this.node.setAttribute("aria-label", words);
    this.node.classList.toggle("busy", running);
    if (running) this.node.setAttribute("aria-busy", "true");
    else this.node.removeAttribute("aria-busy");
  }
}

function doneOf({ done, steps }) {
  return typeof done === "number" ? done : (steps ?? 0);
}

function finished({ steps = 0, problems = [] }) {
  announce(say("neighbours.done", { count: steps, steps }));
  if (problems.length) notice(`${say("neighbours.problems", { count: problems.length })} · ${problems[0]}`);
}
