import { get } from "./api.js";

/** What the page knows of the workspace, and who is looking at it. */
export const workspace = {
  team: null,
  app: null,
  me: null,
  people: new Map(),
  usergroups: new Map(),
  conversations: [],
};

let served = { now: Date.now() / 1000, at: performance.now() };

/** Fetch the team, its people and the app. */
export async function loadWorkspace() {
  const found = await get("/_/workspace");
  workspace.team = found.team;
  workspace.app = found.app;
  workspace.people = new Map(found.people.map((person) => [person.id, person]));
  workspace.usergroups = new Map(found.usergroups.map((group) => [group.id, group]));
  setNow(found.now);
  if (workspace.me) workspace.me = workspace.people.get(workspace.me.id) ?? workspace.me;
}

/** Fetch the conversations that the person in front can see. */
export async function loadConversations() {
  workspace.conversations = await get("/_/conversations", { user: workspace.me.id });
}

/** @returns {object|undefined} the conversation with this id, among those that the person can see */
export function conversation(id) {
  return workspace.conversations.find((each) => each.id === id);
}

/** The app's own conversation with the person in front. */
export function appConversation() {
  return workspace.conversations.find((each) => each.kind === "app");
}

/** @param {number} now the workspace's time, in epoch seconds */
export function setNow(now) {
  served = { now, at: performance.now() };
}

/** @returns {number} the workspace's time, in epoch seconds: never the browser's */
export function now() {
  return served.now + (performance.now() - served.at) / 1000;
}

/** People whose account is open, the person in front first. */
export function openPeople() {
  const open = [...workspace.people.values()].filter((person) => !person.deleted);
  return open.sort((a, b) => (b.id === workspace.me?.id) - (a.id === workspace.me?.id));
}
