import { announce, arrange, h } from "./dom.js";
import { iconButton } from "./buttons.js";
import { post } from "./api.js";
import { drawBlocks } from "./blocks/blocks.js";
import { showErrors } from "./blocks/errors.js";
import { troubleLine } from "./conversation/trouble.js";
import { avatar } from "./people.js";
import { Surface } from "./surface.js";
import { plainText } from "./text/texts.js";
import { say } from "./words/words.js";
import { workspace } from "./workspace.js";

/**
 * The stack of modals: the top one is seen, those under it keep what was typed. What the stack is, only the live line
 * says, so that no late answer can bring back a modal that is gone.
 */
export class ModalStack {
  constructor() {
    this.modals = new Map();
    this.channel = undefined;
    this.before = null;
  }

  /** @param {object[]} views the whole stack, top last */
  receive(views) {
    const there = new Set(views.map((view) => view.id));
    for (const [id, modal] of this.modals) {
      if (there.has(id)) continue;
      modal.leave();
      this.modals.delete(id);
    }
    if (views.length === 0) return this.#giveBackFocus();
    if (this.modals.size === 0) this.before = document.activeElement;
    views.forEach((view, depth) => this.#modal(view).draw(view, depth, depth === views.length - 1));
    return undefined;
  }

  #modal(view) {
    if (!this.modals.has(view.id)) this.modals.set(view.id, new Modal(view.id, this));
    return this.modals.get(view.id);
  }

  #giveBackFocus() {
    if (!this.before) return;
    const back = this.before?.isConnected ? this.before : document.getElementById("main");
    back?.focus({ preventScroll: true });
    this.before = null;
  }

  leave() {
    this.modals.forEach((modal) => modal.leave());
    this.modals.clear();
  }
}

/** Where focus goes when a modal opens: where the app wants it, else to the first question, else to a button. */
const FIRST = [
  "[data-focus-first]",
  ".input :is(input:checked, input:not([type=radio], [type=file]), textarea)",
  ".input input",
  ".button",
];

class Modal {
  constructor(id, stack) {
    this.id = id;
    this.stack = stack;
    this.surface = new Surface({ type: "view", view_id: id });
    this.trouble = troubleLine();
    this.surface.onTrouble = this.trouble.show;
    this.surface.onEnter = () => this.#submit();
    this.surface.channel = stack.channel;
    this.title = h("h2", { id: `title-${id}` });
    this.body = h("div", { class: "modal-body blocks" });
    this.back = iconButton(say("modal.back"), "left", () => this.#close(false));
    const close = iconButton(say("modal.closeAll"), "close", () => this.#close(true));
    this.closer = h("button", { type: "button", class: "button plain", on: { click: () => this.#close(false) } });
    this.submitter = h("button", { type: "submit", class: "button primary" });
    const head = h("div", { class: "modal-head" }, this.back, avatar(workspace.app.user_id), this.title, close);
    const foot = h("div", { class: "modal-foot" }, this.closer, this.submitter);
    const form = h(
      "form",
      { class: "modal-form", novalidate: true, on: { submit: (event) => this.#submitted(event) } },
      head,
      this.body,
      this.trouble.node,
      foot,
    );
    this.node = h(
      "dialog",
      { class: "modal", closedby: "none", "aria-labelledby": `title-${id}`, dataset: { viewId: id } },
      form,
    );
    this.node.addEventListener("keydown", (event) => this.#pressed(event));
    this.node.addEventListener("cancel", (event) => event.preventDefault());
  }

  draw(view, depth, onTop) {
    this.view = view;
    this.title.textContent = plainText(view.title);
    this.back.hidden = depth === 0;
    this.closer.textContent = plainText(view.close) || say("modal.cancel");
    this.submitter.textContent = plainText(view.submit);
    this.submitter.hidden = !view.submit;
    this.node.dataset.callbackId = view.callback_id ?? "";
    this.surface.prune(view.blocks);
    const pageTurned = !view.blocks.some((block) => block.type === "input" && this.surface.drawn.has(block.block_id));
    arrange(this.body, drawBlocks(view.blocks, this.surface));
    if (!onTop) this.node.close();
    else if (!this.node.open) this.#show();
    else if (pageTurned || !this.node.contains(document.activeElement)) this.#begin();
  }

  #show() {
    document.body.append(this.node);
    this.node.showModal();
    this.#begin();
  }

  /** From the top, with the focus on the first question. */
  #begin() {
    this.body.scrollTop = 0;
    const first = FIRST.map((selector) => this.body.querySelector(selector)).find(Boolean) ?? this.closer;
    first.focus({ preventScroll: true });
    announce(say("modal.from", { app: workspace.app.name, title: this.title.textContent }));
  }

  leave() {
    this.node.close();
    this.node.remove();
  }

  #pressed(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.#close(false);
  }

  #submitted(event) {
    event.preventDefault();
    this.#submit();
  }

  async #submit() {
    if (!this.view.submit || this.node.getAttribute("aria-busy")) return;
    this.#busy();
    try {
      this.#answered(await post("/_/submit", { user: workspace.me.id, view_id: this.id, typed: this.surface.typed }));
    } catch (error) {
      this.trouble.show(error.message);
    }
    this.#idle();
  }

  #answered({ errors = {}, trouble }) {
    this.trouble.show(trouble ?? null);
    const wrong = showErrors(this.body, errors);
    if (wrong.length === 0) return;
    announce(say("modal.errors", { count: wrong.length }), { urgent: true });
    this.#idle();
    (wrong[0].querySelector("input, textarea, button") ?? wrong[0]).focus();
  }

  #busy() {
    this.node.setAttribute("aria-busy", "true");
    this.submitter.setAttribute("aria-label", say("modal.sending"));
  }

  #idle() {
    this.node.removeAttribute("aria-busy");
    this.submitter.removeAttribute("aria-label");
  }

  async #close(all) {
    await post("/_/close", { user: workspace.me.id, view_id: this.id, all }).catch((error) =>
      this.trouble.show(error.message),
    );
  }
}
