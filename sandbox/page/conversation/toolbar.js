import { h } from "../dom.js";
import { post } from "../api.js";
import { icon } from "../icons.js";
import { openMenu } from "../shell/menu.js";
import { notice } from "../shell/notice.js";
import { emoji, QUICK_REACTIONS } from "../text/emoji.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

/** What one can do with a message: react, reply, the app's message shortcuts. */
export function toolbar(message, channel, { react, onThread }) {
  const button = (name, glyph, act, popup) => {
    const press = { click: ({ currentTarget }) => act(currentTarget) };
    return h(
      "button",
      { type: "button", "aria-label": say(name), title: say(name), "aria-haspopup": popup, on: press },
      icon(glyph),
    );
  };
  return h(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": say("message.tools") },
    !message.ephemeral && button("message.react", "smilePlus", (anchor) => reactionMenu(anchor, react), "menu"),
    !message.ephemeral &&
      onThread &&
      button("message.reply", "thread", () => onThread(message.thread_ts ?? message.ts)),
    button("message.more", "more", (anchor) => shortcutMenu(anchor, message, channel), "menu"),
  );
}

function reactionMenu(anchor, react) {
  const entries = QUICK_REACTIONS.map((name) => ({
    label: name.replaceAll("_", " "),
    picture: h("span", { class: "emoji", "aria-hidden": "true" }, emoji(name)),
    choose: () => react(name),
  }));
  openMenu(anchor, entries, { label: say("message.react"), align: "end" });
}

function shortcutMenu(anchor, message, channel) {
  const offered = workspace.app.shortcuts.filter((shortcut) => shortcut.type === "message");
  const entries = offered.map((shortcut) => ({
    label: shortcut.name,
    detail: shortcut.description,
    choose: () => runShortcut(shortcut, { channel, ts: message.ts }),
  }));
  openMenu(anchor, entries.length ? entries : [{ note: say("message.noShortcuts") }], {
    label: say("message.more"),
    align: "end",
  });
}

/**
 * Run one of the app's shortcuts.
 * @param {{callback_id: string}} shortcut
 * @param {{channel?: string, ts?: string}} place
 */
export async function runShortcut({ callback_id: callback }, place) {
  try {
    const { trouble } = await post("/_/shortcut", { user: workspace.me.id, callback_id: callback, ...place });
    if (trouble) notice(trouble);
  } catch (error) {
    notice(error.message);
  }
}
