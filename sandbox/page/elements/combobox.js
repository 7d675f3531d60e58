import { h, uniqueId } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { openPopover } from "../shell/popover.js";
import { say } from "../words/words.js";
import { Listbox } from "./listbox.js";

const TYPING_PAUSE = 180;

/**
 * A field with a list to search: one choice or several (shown as tokens).
 * @param {object} spec {id, aria, placeholder, chosen: option[], many, most, clearable, minimum, start, glyph, focusFirst,
 *   load: (query) => groups or a promise of them, onChange: (options) => Promise<boolean>|any}
 * @returns {HTMLElement}
 */
export function combobox(spec) {
  let { chosen } = spec;
  let popover = null;
  let timer = null;
  let asked = 0;
  const list = new Listbox({ id: uniqueId("list"), many: spec.many, onChoose: choose });
  const input = h("input", {
    id: spec.id,
    type: "text",
    class: "combobox-input",
    role: "combobox",
    autocomplete: "off",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-controls": list.node.id,
    ...spec.aria,
    dataset: { focusFirst: spec.focusFirst ? "yes" : undefined },
  });
  const tokens = h("span", { class: "tokens" });
  const clear = iconButton(say("select.clear"), "close", empty, { class: "field-clear", size: 14 });
  const box = h(
    "div",
    { class: `combobox${spec.many ? " many" : ""}` },
    tokens,
    input,
    spec.clearable && clear,
    h("span", { class: "field-glyph" }, icon(spec.glyph ?? "chevron", 16)),
  );
  input.addEventListener("input", () => open(input.value.trim()));
  input.addEventListener("keydown", pressed);
  input.addEventListener("blur", leave);
  box.addEventListener("mousedown", pointed);
  show();
  return box;

  function show() {
    tokens.replaceChildren(...(spec.many ? chosen.map(token) : []));
    input.value = spec.many ? "" : (chosen[0]?.label ?? "");
    input.placeholder = chosen.length ? "" : spec.placeholder;
    clear.hidden = chosen.length === 0;
  }

  function token(option) {
    const remove = () => set(chosen.filter((each) => each.key !== option.key));
    const name = say("select.remove", { name: option.label });
    return h(
      "span",
      { class: "token", dataset: { key: option.key } },
      option.picture?.(),
      h("span", {}, option.label),
      h("button", { type: "button", "aria-label": name, on: { click: remove } }, icon("close", 12)),
    );
  }

  function pointed(event) {
    if (event.target.closest("button")) return;
    if (event.target !== input) event.preventDefault();
    input.focus();
    if (popover) close();
    else open("");
  }

  async function open(query) {
    if (!popover) {
      popover = openPopover(box, list.node, { matchWidth: true, onClose: closed });
      input.setAttribute("aria-expanded", "true");
      if (!spec.many) input.select();
    }
    await fill(query, spec.start);
  }

  async function fill(query, start) {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    const missing = (spec.minimum ?? 0) - query.length;
    if (spec.many && spec.most && chosen.length >= spec.most)
      return list.remark(say("select.full", { count: spec.most }));
    if (missing > 0) return list.remark(say("select.typeMore", { count: missing }));
    const found = spec.minimum === undefined ? spec.load(query) : await later(query);
    if (mine !== asked || !popover) return undefined;
    if (found instanceof Error) return list.remark(found.message, true);
    list.fill(found, chosen, start);
    input.setAttribute("aria-activedescendant", list.activeId());
    return popover.place();
  }

  /** The app is asked once the person stops typing; what it answers to an older question is not shown. */
  function later(query) {
    list.remark(say("select.loading"));
    return new Promise((resolve) => {
      timer = setTimeout(() => spec.load(query).then(resolve, resolve), TYPING_PAUSE);
    });
  }

  function close() {
    popover?.close();
  }

  function closed() {
    popover = null;
    asked += 1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function leave() {
    close();
    if (!spec.many && input.value.trim() === "" && chosen.length && spec.clearable) empty();
    else show();
  }

  function pressed(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") step(event, key === "ArrowDown" ? 1 : -1);
    else if (key === "Enter" && popover) take(event);
    else if (key === "Escape" && popover) stop(event, close);
    else if (key === "Tab" && popover) close();
    else if (key === "Backspace" && spec.many && !input.value && chosen.length) set(chosen.slice(0, -1));
  }

  function stop(event, then) {
    event.preventDefault();
    event.stopPropagation();
    then();
  }

  function step(event, by) {
    stop(event, () => {
      if (!popover) open("");
      else input.setAttribute("aria-activedescendant", list.move(by));
    });
  }

  function take(event) {
    const option = list.active();
    stop(event, () => option && choose(option));
  }

  async function choose(option) {
    const there = chosen.some((each) => each.key === option.key);
    if (!spec.many) {
      close();
      await set([option]);
      return;
    }
    await set(there ? chosen.filter((each) => each.key !== option.key) : [...chosen, option]);
    if (popover) await fill("", option.key);
  }

  function empty() {
    return set([]);
  }

  async function set(options) {
    const before = chosen;
    chosen = options;
    show();
    if ((await spec.onChange(options)) === false) {
      chosen = before;
      show();
    }
    popover?.place();
  }
}
