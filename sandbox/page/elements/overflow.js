import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../shell/menu.js";
import { openAddress } from "../text/references.js";
import { plainText } from "../text/texts.js";
import { say } from "../words/words.js";

/** The three dots with more to do. */
export function overflowElement(field) {
  const button = h(
    "button",
    {
      type: "button",
      class: "button plain overflow",
      "aria-label": say("overflow.label"),
      "aria-haspopup": "menu",
      on: { click: open },
    },
    icon("more"),
  );
  return button;

  function open() {
    const entries = field.element.options.map((option) => ({
      label: plainText(option.text),
      detail: plainText(option.description),
      choose() {
        openAddress(option.url);
        field.change(option.value);
      },
    }));
    openMenu(button, entries, { label: say("overflow.label") });
  }
}
