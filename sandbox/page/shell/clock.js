import { announce, h } from "../dom.js";
import { post } from "../api.js";
import { icon } from "../icons.js";
import { shortMoment } from "../text/time.js";
import { currentLocale, say } from "../words/words.js";
import { now, setNow } from "../workspace.js";
import { openMenu } from "./menu.js";
import { notice } from "./notice.js";

const STEPS = [
  ["clock.hour", { hours: 1 }],
  ["clock.day", { days: 1 }],
  ["clock.week", { weeks: 1 }],
  ["clock.weeks2", { weeks: 2 }],
  ["clock.weeks3", { weeks: 3 }],
];

let ahead = 0;

/** @param {number} offset seconds by which the workspace is ahead of real time */
export function setTeamClock(offset) {
  ahead = offset;
}

/** The workspace's time where the person is, and a menu to move it forward. */
export class ClockControl {
  constructor() {
    this.time = h("span", { class: "clock-time" });
    this.node = h(
      "button",
      { type: "button", class: "bar-button clock", "aria-haspopup": "menu", on: { click: () => this.#open() } },
      icon("clock"),
      this.time,
    );
    this.draw();
    const timer = setInterval(() => (this.node.isConnected ? this.draw() : clearInterval(timer)), 15_000);
  }

  draw() {
    const time = shortMoment(now());
    this.time.textContent = time;
    this.node.setAttribute("aria-label", say("clock.label", { time }));
    this.node.title = say("clock.forward");
  }

  #open() {
    const steps = STEPS.map(([name, step]) => ({ label: say(name), choose: () => this.#move(step) }));
    const note = ahead > 60 ? say("clock.away", { offset: inWords(ahead) }) : say("clock.explain");
    openMenu(this.node, [{ title: say("clock.forward") }, ...steps, { note }], {
      label: say("clock.forward"),
      align: "end",
    });
  }

  async #move(step) {
    try {
      const { now: moment, offset } = await post("/_/clock", step);
      setNow(moment);
      setTeamClock(offset);
      this.draw();
      announce(say("clock.moved", { time: shortMoment(now()) }));
    } catch (error) {
      notice(error.message);
    }
  }
}

function inWords(seconds) {
  const [unit, size] = seconds >= 86_400 ? ["day", 86_400] : ["hour", 3600];
  return (Math.round((seconds / size) * 10) / 10).toLocaleString(currentLocale(), {
    style: "unit",
    unit,
    unitDisplay: "long",
  });
}
