import { announce } from "./dom.js";
import { get } from "./api.js";
import { AppView } from "./conversation/app.js";
import { ConversationView } from "./conversation/conversation.js";
import { listen } from "./live.js";
import { ModalStack } from "./modal.js";
import { nameOf } from "./people.js";
import { Shell } from "./shell/shell.js";
import { setTeamClock } from "./shell/clock.js";
import { mrkdwn } from "./text/mrkdwn.js";
import { say, speak } from "./words/words.js";
import {
  appConversation,
  conversation,
  loadConversations,
  loadWorkspace,
  setNow,
  workspace,
} from "./workspace.js";

const GATHER = 60;

/** One person's time in front of the workspace: what they see, and the live line that keeps it true. */
export class Visit {
  constructor(user, choosePerson) {
    this.user = user;
    this.modals = new ModalStack();
    this.view = null;
    workspace.me = workspace.people.get(user);
    workspace.conversations = [];
    speak(workspace.me.locale);
    this.shell = new Shell(choosePerson);
  }

  /** Draw the frame and start listening. */
  async open() {
    document.getElementById("page").replaceChildren(this.shell.node);
    document.title = say("page.title", { person: nameOf(this.user), team: workspace.team.name });
    this.live = listen(this.user, {
      onEvent: (event) => this.#receive(event),
      onUp: (again) => this.#lineUp(again),
      onDown: () => this.shell.lineDown(),
    });
    await this.#loadList();
    this.modals.receive(await get("/_/modals", { user: this.user }));
  }

  /** Show a conversation; without one the app's, where there is most to do. */
  async show(channel, tab) {
    const found = channel ? conversation(channel) : appConversation();
    this.view?.leave();
    this.view = found?.kind === "app" ? new AppView(found, tab) : new ConversationView(found, channel);
    this.modals.channel = found?.id;
    this.shell.show(this.view.node, found);
    await this.view.open();
    this.shell.takeFocus();
  }

  leave() {
    this.live?.close();
    this.view?.leave();
    this.modals.leave();
    clearTimeout(this.gathering);
  }

  async #loadList() {
    await loadConversations();
    this.shell.drawList();
  }

  /** Several changes at once cause one fetch. */
  #listChanged() {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => this.#loadList().catch(madeGoodLater), GATHER);
  }

  #lineUp(again) {
    this.shell.lineUp();
    if (again) this.#catchUp().catch(madeGoodLater);
  }

  async #catchUp() {
    await loadWorkspace();
    this.shell.appConnection();
    await this.#loadList();
    this.modals.receive(await get("/_/modals", { user: this.user }));
    await this.view?.refresh();
  }

  #receive(event) {
    const handler = HANDLERS[event.type];
    if (handler) handler(this, event);
  }

  message(event) {
    this.view?.receive(event);
    if (event.type !== "message") return;
    this.#announce(event);
    this.#listChanged();
  }

  #announce({ message }) {
    const author = message.user ?? message.bot_id;
    if (author && author !== this.user)
      announce(say("message.arrived", { name: nameOf(author), text: spoken(message.text) }));
  }

  conversationsChanged() {
    this.#listChanged();
  }

  workspaceChanged() {
    this.#catchUp().catch(madeGoodLater);
  }

  clockMoved({ now, offset }) {
    setNow(now);
    setTeamClock(offset);
    this.shell.clock.draw();
    this.view?.refresh().catch(madeGoodLater);
  }
}

/** A message's text as it is read, without its marks. */
function spoken(text = "") {
  return mrkdwn(text)
    .map((node) => node.textContent)
    .join(" ");
}

/** What cannot be fetched while the line is down is fetched when it is up again. */
function madeGoodLater() {}

const HANDLERS = {
  message: (visit, event) => visit.message(event),
  message_changed: (visit, event) => visit.message(event),
  message_deleted: (visit, event) => visit.message(event),
  modals: (visit, { views }) => visit.modals.receive(views),
  home: (visit, event) => visit.view?.receive(event),
  conversations: (visit) => visit.conversationsChanged(),
  people: (visit) => visit.workspaceChanged(),
  clock: (visit, event) => visit.clockMoved(event),
  traffic: (visit, { entry }) => visit.shell.traffic.add(entry),
  neighbours: (visit, event) => visit.shell.neighbours.receive(event),
};
