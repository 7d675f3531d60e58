import { h } from "./dom.js";
import { notice } from "./shell/notice.js";
import { pickPerson } from "./shell/picker.js";
import { remembered, remember } from "./shell/rail.js";
import { Visit } from "./visit.js";
import { say, speak } from "./words/words.js";
import { loadWorkspace, workspace } from "./workspace.js";

let visit = null;
let routing = Promise.resolve();

/** The address names a person, a conversation and, in the app's, a tab: #U123/C456/home */
function wanted() {
  const [user, channel, tab] = location.hash.slice(1).split("/");
  return { user, channel, tab };
}

/** One change of address after the other: each is followed to where the address leads by then. */
function follow() {
  routing = routing.then(route).catch((error) => notice(error.message));
  return routing;
}

async function route() {
  const { user } = wanted();
  if (!workspace.people.has(user)) {
    visit?.leave();
    visit = null;
    document.getElementById("page").replaceChildren();
    await choosePerson();
    return;
  }
  if (visit?.user !== user) {
    visit?.leave();
    remember(user);
    visit = new Visit(user, choosePerson);
    await visit.open();
  }
  const { channel, tab } = wanted();
  await visit.show(channel, tab);
}

async function choosePerson() {
  const id = await pickPerson({ mustChoose: visit === null });
  if (id) location.hash = `#${id}`;
}

async function start() {
  const page = document.getElementById("page");
  speak(navigator.language);
  page.replaceChildren(h("p", { class: "opening", role: "status" }, say("page.loading")));
  try {
    await loadWorkspace();
  } catch (error) {
    const again = h("button", { type: "button", class: "button primary", on: { click: start } }, say("page.retry"));
    page.replaceChildren(
      h("div", { class: "opening", role: "alert" }, h("p", {}, say("page.failed", { reason: error.message })), again),
    );
    return;
  }
  remembered();
  window.addEventListener("hashchange", follow);
  await follow();
}

start();
