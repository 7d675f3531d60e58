import { h, uniqueId } from "../dom.js";
import { icon } from "../icons.js";
import { markError } from "../blocks/errors.js";
import { confirmed } from "../shell/confirm.js";
import { say } from "../words/words.js";
import { buttonElement, feedbackElement, iconButtonElement } from "./button.js";
import { checkboxesElement, radioElement } from "./choices.js";
import { dateElement } from "./date.js";
import { dateTimeElement } from "./datetime.js";
import { fileElement } from "./file.js";
import { overflowElement } from "./overflow.js";
import { manyElement, oneElement } from "./select.js";
import { textElement } from "./text.js";
import { timeElement } from "./time.js";

const KINDS = {
  button: buttonElement,
  checkboxes: checkboxesElement,
  datepicker: dateElement,
  datetimepicker: dateTimeElement,
  email_text_input: textElement,
  feedback_buttons: feedbackElement,
  file_input: fileElement,
  icon_button: iconButtonElement,
  number_input: textElement,
  overflow: overflowElement,
  plain_text_input: textElement,
  radio_buttons: radioElement,
  rich_text_input: textElement,
  timepicker: timeElement,
  url_text_input: textElement,
};

for (const source of ["static", "external", "users", "conversations", "channels"]) {
  KINDS[`${source}_select`] = oneElement;
  KINDS[`multi_${source}_select`] = manyElement;
}

/** Elements whose use tells the app nothing until Enter or each letter is asked for. */
const TEXTS = new Set(["plain_text_input", "email_text_input", "number_input", "url_text_input", "rich_text_input"]);

/**
 * One element of a block as a node.
 * @param {object} element
 * @param {object} block that holds it
 * @param {Surface} surface
 * @param {object} [place] {id, labelledby, describedby, label, required, input} when a block labels it
 * @returns {HTMLElement}
 */
export function drawElement(element, block, surface, place = {}) {
  const draw = KINDS[element.type];
  const node = draw ? draw(new Field(element, block, surface, place)) : unknown(element);
  node.classList.add("element");
  if (element.action_id) node.dataset.actionId = element.action_id;
  return node;
}

function unknown(element) {
  return h(
    "span",
    { class: "error-box small", role: "note" },
    icon("alert"),
    say("element.unknown", { type: element.type }),
  );
}

/** An element in its block: what it is worth, and what happens when somebody uses it. */
class Field {
  constructor(element, block, surface, place) {
    this.element = element;
    this.block = block;
    this.surface = surface;
    this.id = place.id ?? uniqueId("control");
    this.labelledby = place.labelledby;
    this.describedby = place.describedby;
    this.label = place.label;
    this.required = Boolean(place.required);
    this.input = Boolean(place.input);
  }

  /** The typed value, or `initial` when nobody touched the element. */
  value(initial) {
    return this.surface.value(this.block.block_id, this.element.action_id) ?? initial;
  }

  /** Names and descriptions for the control itself. */
  aria() {
    const named = this.labelledby ? { "aria-labelledby": this.labelledby } : { "aria-label": this.label || undefined };
    return {
      ...named,
      "aria-describedby": this.describedby || undefined,
      "aria-required": this.required ? "true" : undefined,
    };
  }

  /** Keep a value, and tell the app where Slack would; false when the person took it back. */
  async change(value) {
    if (!(await confirmed(this.element.confirm))) return false;
    this.keep(value);
    if (this.#tellsOnChange()) this.send(value);
    return true;
  }

  keep(value) {
    this.surface.keep(this.block.block_id, this.element.action_id, value);
    const host = document.getElementById(this.id)?.closest(".block.input.invalid");
    if (host) markError(host, "");
  }

  send(value) {
    return this.surface.act(this.block.block_id, this.element.action_id, value);
  }

  #tellsOnChange() {
    if (!this.input) return true;
    return Boolean(this.block.dispatch_action) && !TEXTS.has(this.element.type);
  }

  /** Whether a text field tells the app on "on_enter_pressed" or "on_character_entered". */
  tellsOn(trigger) {
    const triggers = this.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
    return Boolean(this.block.dispatch_action) && triggers.includes(trigger);
  }
}
