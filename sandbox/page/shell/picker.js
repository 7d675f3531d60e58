import { h, uniqueId } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { avatar, badges, matches } from "../people.js";
import { shortMoment, timeOfDay } from "../text/time.js";
import { say } from "../words/words.js";
import { now, workspace } from "../workspace.js";

/**
 * Choose whom to be.
 * @param {{mustChoose: boolean}} how mustChoose: there is nobody to go back to
 * @returns {Promise<string|null>} a user id
 */
export function pickPerson({ mustChoose }) {
  const picker = new Picker(mustChoose);
  return picker.ask();
}

class Picker {
  constructor(mustChoose) {
    this.mustChoose = mustChoose;
    this.list = h("ul", { class: "picker-list", "aria-label": say("picker.list") });
    this.count = h("p", { class: "picker-count", role: "status" });
    this.search = h("input", {
      type: "text",
      class: "text-input",
      "aria-label": say("picker.search"),
      placeholder: say("picker.search"),
      autocomplete: "off",
      on: { input: () => this.#draw() },
    });
  }

  ask() {
    const title = uniqueId("picker");
    const close = !this.mustChoose && iconButton(say("modal.close"), "close", () => this.#close(null));
    const head = h(
      "div",
      { class: "picker-head" },
      h("div", {}, h("h2", { id: title }, say("picker.title")), h("p", {}, say("picker.lead"))),
      close,
    );
    const field = h("div", { class: "picker-search" }, icon("search"), this.search);
    this.dialog = h("dialog", { class: "picker", "aria-labelledby": title }, head, field, this.list, this.count);
    this.dialog.addEventListener("keydown", (event) => this.#pressed(event));
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    document.body.append(this.dialog);
    this.#draw();
    this.dialog.showModal();
    this.search.focus();
    window.addEventListener("hashchange", () => this.#close(null), { once: true });
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  #close(id) {
    this.dialog.remove();
    this.resolve(id);
  }

  #draw() {
    const query = this.search.value.trim();
    const found = [...workspace.people.values()].filter(
      (person) =>
        !query ||
        matches(
          query,
          person.display_name,
          person.real_name,
          person.name,
          person.title,
          person.department,
          person.site,
          person.is_hr && say("badge.hr"),
        ),
    );
    found.sort((a, b) => rank(a) - rank(b) || a.real_name.localeCompare(b.real_name));
    this.list.replaceChildren(...found.map((person) => h("li", {}, this.#row(person))));
    this.count.textContent = found.length
      ? say("picker.found", { count: found.length })
      : say("picker.none", { query });
  }

  #row(person) {
    const facts = [person.title, person.department].filter(Boolean).join(" · ");
    const time = h("span", { class: "picker-time", title: shortMoment(now(), person.tz) }, timeOfDay(now(), person.tz));
    const place = h("span", { class: "picker-place" }, h("span", {}, person.site), time);
    const names = h(
      "span",
      { class: "picker-names" },
      h("span", { class: "picker-name" }, h("strong", {}, person.real_name), badges(person)),
      h("span", { class: "picker-facts" }, facts),
    );
    const props = {
      type: "button",
      class: "picker-row",
      dataset: { user: person.id },
      disabled: person.deleted || person.is_bot,
      "aria-current": person.id === workspace.me?.id ? "true" : undefined,
    };
    return h("button", { ...props, on: { click: () => this.#close(person.id) } }, avatar(person.id), names, place);
  }

  #pressed(event) {
    const rows = [...this.list.querySelectorAll("button:not(:disabled)")];
    const at = rows.indexOf(document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      if (!this.mustChoose) this.#close(null);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const to = at + (event.key === "ArrowDown" ? 1 : -1);
      (to < 0 ? this.search : rows[Math.min(to, rows.length - 1)])?.focus();
    } else if (event.key === "Enter" && document.activeElement === this.search && rows.length) {
      event.preventDefault();
      rows[0].click();
    }
  }
}

/** HR first, then everybody whose account is open. */
function rank(person) {
  if (person.is_hr) return 0;
  return person.deleted || person.is_bot ? 2 : 1;
}
