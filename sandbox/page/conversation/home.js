import { arrange, h } from "../dom.js";
import { get, post } from "../api.js";
import { drawBlocks } from "../blocks/blocks.js";
import { avatar } from "../people.js";
import { Surface } from "../surface.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { troubleLine } from "./trouble.js";

/** What the app shows this person on its Home. */
export class HomeView {
  constructor() {
    this.trouble = troubleLine();
    this.blocks = h("div", { class: "blocks" });
    this.node = h(
      "section",
      { class: "home", "aria-label": say("home.label", { app: workspace.app.name }) },
      this.trouble.node,
      this.blocks,
    );
    this.surface = null;
    this.published = 0;
  }

  /** Coming here is what the app hears as app_home_opened. */
  open() {
    return this.#load(() => post("/_/home", { user: workspace.me.id, tab: "home" }));
  }

  refresh() {
    return this.#load(() => get("/_/home", { user: workspace.me.id }));
  }

  /** What the app publishes while we ask is newer than the answer. */
  async #load(ask) {
    const before = this.published;
    try {
      const { view } = await ask();
      if (this.published === before) this.#draw(view);
    } catch (error) {
      this.trouble.show(error.message);
    }
  }

  receive(event) {
    if (event.type !== "home") return;
    this.published += 1;
    this.#draw(event.view);
  }

  leave() {}

  #draw(view) {
    if (!view) return this.blocks.replaceChildren(emptyHome());
    if (this.surface?.container.view_id !== view.id) {
      this.surface = new Surface({ type: "view", view_id: view.id });
      this.surface.onTrouble = this.trouble.show;
    }
    this.node.dataset.viewId = view.id;
    this.surface.prune(view.blocks);
    return arrange(this.blocks, drawBlocks(view.blocks, this.surface));
  }
}

function emptyHome() {
  const { app } = workspace;
  return h(
    "div",
    { class: "empty-home" },
    avatar(app.user_id, "large"),
    h("h2", {}, say("home.empty", { app: app.name })),
    h("p", {}, say("home.emptyMore")),
  );
}
