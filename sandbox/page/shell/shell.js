import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { icon } from "../icons.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";
import { ClockControl } from "./clock.js";
import { NeighboursControl } from "./neighbours.js";
import { rail } from "./rail.js";
import { Sidebar } from "./sidebar.js";
import { TrafficPanel } from "./traffic.js";

/** The frame around the conversation: top bar, people rail, list, banners, traffic. */
export class Shell {
  constructor(choosePerson) {
    this.sidebar = new Sidebar(choosePerson);
    this.clock = new ClockControl();
    this.neighbours = new NeighboursControl();
    this.traffic = new TrafficPanel();
    this.banner = h("div", { class: "banners", role: "status" });
    this.main = h("main", { class: "main", id: "main", tabindex: "-1" });
    this.lineIsDown = false;
    this.node = h(
      "div",
      { class: "shell" },
      skip(),
      this.#topBar(),
      rail(choosePerson),
      this.sidebar.node,
      h("div", { class: "stage" }, this.banner, this.main),
      this.traffic.node,
    );
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.#drawer(false));
    this.appConnection();
  }

  #topBar() {
    const drawer = iconButton(say("sidebar.open"), "menu", () => this.#drawer(), {
      class: "bar-button drawer-button",
      "aria-expanded": "false",
    });
    this.drawerButton = drawer;
    const title = h(
      "div",
      { class: "bar-title" },
      h("strong", {}, workspace.team.name),
      h("span", { class: "bar-tag" }, say("page.sandbox")),
    );
    const tools = h("div", { class: "bar-tools" }, this.clock.node, this.neighbours.node, this.traffic.toggle);
    return h("header", { class: "bar" }, drawer, title, tools);
  }

  #drawer(open = !this.node.classList.contains("drawer-open")) {
    const was = this.node.classList.contains("drawer-open");
    this.node.classList.toggle("drawer-open", open);
    this.drawerButton.setAttribute("aria-expanded", String(open));
    this.drawerButton.setAttribute("aria-label", say(open ? "sidebar.close" : "sidebar.open"));
    if (was && !open) this.drawerButton.focus();
  }

  /** Put a conversation's view on the stage. */
  show(view, conversation) {
    this.main.replaceChildren(view);
    this.sidebar.current = conversation?.id;
    this.drawList();
    if (this.node.classList.contains("drawer-open")) this.#drawer(false);
  }

  /** Focus that went with what was there before comes to the stage. */
  takeFocus() {
    if (document.activeElement === document.body) this.main.focus({ preventScroll: true });
  }

  drawList() {
    this.sidebar.draw();
  }

  lineDown() {
    this.lineIsDown = true;
    this.#drawBanner();
  }

  lineUp() {
    this.lineIsDown = false;
    this.#drawBanner();
  }

  /** @param {boolean} [connected] */
  appConnection() {
    this.#drawBanner();
  }

  #drawBanner() {
    const line = this.lineIsDown && say("banner.line");
    const app = !workspace.app.connected && say("banner.app", { app: workspace.app.name });
    const sentence = line || app;
    this.banner.replaceChildren(
      ...(sentence ? [h("p", { class: "banner" }, icon("alert", 16), h("span", {}, sentence))] : []),
    );
  }
}

function skip() {
  const toMain = (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  };
  return h("a", { class: "skip", href: "#main", on: { click: toMain } }, say("page.skip"));
}
