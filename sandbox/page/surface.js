import { post } from "./api.js";
import { workspace } from "./workspace.js";

/**
 * Something that holds blocks: a message, the Home or a modal. It keeps what the person typed, as Slack's client does,
 * and tells the workspace what was pressed.
 */
export class Surface {
  /** @param {{type: "message", channel: string, ts: string} | {type: "view", view_id: string}} container */
  constructor(container) {
    this.container = container;
    this.typed = {};
    this.drawn = new Map();
    this.onTrouble = () => {};
    this.onEnter = null;
    this.channel = container.channel;
  }

  /** @returns {any} the simple value that was typed; undefined if nobody touched it (its initial value holds) */
  value(blockId, actionId) {
    return this.typed[blockId]?.[actionId];
  }

  /** Remember a simple value; "" or [] means that the person emptied it. */
  keep(blockId, actionId, value) {
    this.typed[blockId] = { ...this.typed[blockId], [actionId]: value };
  }

  /** Forget what was typed in elements that are no longer there, and choices that are no longer offered. */
  prune(blocks) {
    const kept = {};
    for (const [block, element] of blocks.flatMap(elementsOf)) {
      const value = offered(element, this.value(block, element.action_id));
      if (value !== undefined) kept[block] = { ...kept[block], [element.action_id]: value };
    }
    this.typed = kept;
  }

  /**
   * Tell the workspace that an element was used.
   * @returns {Promise<boolean>} whether the app answered in time
   */
  async act(blockId, actionId, value) {
    const action = { block_id: blockId, action_id: actionId, value, typed: this.typed };
    return this.#send("/_/action", { ...action, container: this.container });
  }

  async #send(path, body) {
    try {
      const { trouble } = await post(path, { user: workspace.me.id, ...body });
      this.onTrouble(trouble ?? null, body.block_id);
      return !trouble;
    } catch (error) {
      this.onTrouble(error.message, body.block_id);
      return false;
    }
  }

  /**
   * Ask the app for the options of an external select.
   * @returns {Promise<{options?: object[], option_groups?: object[]}>}
   */
  async options(blockId, actionId, query) {
    const asked = { block_id: blockId, action_id: actionId, query, container: this.container };
    const answer = await post("/_/options", { user: workspace.me.id, ...asked });
    if (answer.trouble) throw new Error(answer.trouble);
    return answer;
  }
}

/** What is left of a value when the options have changed; undefined when it is none of them. */
function offered({ options, option_groups: groups }, value) {
  if (value === undefined || (!options && !groups)) return value;
  const all = [...(options ?? []), ...(groups ?? []).flatMap((group) => group.options)];
  const there = (each) => all.some((option) => option.value === each);
  if (Array.isArray(value)) return value.filter(there);
  return value === "" || there(value) ? value : undefined;
}

function elementsOf(block) {
  const elements = [block.element, block.accessory, ...(block.elements ?? []), ...(block.actions ?? [])].filter(
    Boolean,
  );
  const own = elements.filter((element) => element.action_id).map((element) => [block.block_id, element]);
  const nested = [...(block.child_blocks ?? []), ...(block.type === "carousel" ? block.elements : [])];
  return [...own, ...nested.flatMap(elementsOf)];
}
