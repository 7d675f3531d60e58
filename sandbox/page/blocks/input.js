import { h, uniqueId } from "../dom.js";
import { drawElement } from "../elements/elements.js";
import { plainText } from "../text/texts.js";
import { say } from "../words/words.js";

const GROUPS = new Set(["checkboxes", "radio_buttons", "datetimepicker", "file_input"]);

/** A labelled question. The label names the control; hint and error describe it. */
export function inputBlock(block, surface) {
  const ids = {
    control: uniqueId("control"),
    label: uniqueId("label"),
    hint: uniqueId("hint"),
    error: uniqueId("error"),
  };
  const label = plainText(block.label);
  const describedby = [block.hint && ids.hint, ids.error].filter(Boolean).join(" ");
  const field = { id: ids.control, labelledby: ids.label, describedby, label, required: !block.optional, input: true };
  const control = drawElement(block.element, block, surface, field);
  const parts = [
    title(block, ids, label),
    control,
    block.hint && h("p", { class: "hint", id: ids.hint }, plainText(block.hint)),
    h("p", { class: "field-error", id: ids.error, hidden: true }),
  ];
  return h(
    "div",
    { class: "input", role: GROUPS.has(block.element.type) ? "group" : undefined, "aria-labelledby": ids.label },
    parts,
  );
}

function title(block, ids, label) {
  const mark = block.optional
    ? h("span", { class: "optional" }, ` ${say("input.optional")}`)
    : h("span", { class: "required", title: say("input.required"), "aria-hidden": "true" }, "\u00a0*");
  const group = GROUPS.has(block.element.type);
  return h(
    group ? "div" : "label",
    { class: "label", id: ids.label, for: group ? undefined : ids.control },
    label,
    mark,
  );
}
