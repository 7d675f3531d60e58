import { h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, matches, nameOf, titleOf } from "../people.js";
import { plainText } from "../text/texts.js";
import { conversation, openPeople, workspace } from "../workspace.js";

/**
 * Where a select's options come from. Each source says how a simple value becomes an option, what it shows for a query,
 * what the element holds initially and what the workspace wants back.
 * An option: {key, label, detail?, picture?: () => Node, value}.
 */

function fromObject(object) {
  return {
    key: object.value,
    label: plainText(object.text),
    detail: plainText(object.description),
    value: object.value,
    object,
  };
}

function groupsOf({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: plainText(group.label), options: group.options.map(fromObject) }));
  return [{ options: (options ?? []).map(fromObject) }];
}

function narrowed(groups, query) {
  const fits = ({ label, detail }) => !query || matches(query, label, detail);
  return groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter((group) => group.options.length);
}

const fixed = (field) => ({
  initial: (one) =>
    one ? field.element.initial_option?.value : field.element.initial_options?.map((each) => each.value),
  option: (value) =>
    groupsOf(field.element)
      .flatMap((group) => group.options)
      .find((each) => each.value === value),
  load: (query) => narrowed(groupsOf(field.element), query),
  simple: (option) => option.value,
});

const external = (field) => ({
  initial: (one) => (one ? field.element.initial_option : field.element.initial_options),
  option: (object) => fromObject(object),
  async load(query) {
    return groupsOf(await field.surface.options(field.block.block_id, field.element.action_id, query));
  },
  simple: (option) => option.object,
  minimum: field.element.min_query_length ?? 3,
});

const users = (field) => ({
  initial: (one) => (one ? field.element.initial_user : field.element.initial_users),
  option: personOption,
  load: (query) => [{ options: peopleFor(query).map((person) => personOption(person.id)) }],
  simple: (option) => option.value,
});

function personOption(id) {
  const person = workspace.people.get(id);
  const detail = person
    ? [person.display_name && person.real_name !== person.display_name && person.real_name, person.title]
        .filter(Boolean)
        .join(" · ")
    : "";
  return { key: id, value: id, label: nameOf(id), detail, picture: () => avatar(id, "small") };
}

function peopleFor(query) {
  return openPeople().filter(
    (person) => !query || matches(query, nameOf(person.id), person.real_name, person.name, person.title),
  );
}

const conversations = (field) => ({
  initial(one) {
    const here = field.element.default_to_current_conversation ? field.surface.channel : undefined;
    if (one) return field.element.initial_conversation ?? here;
    return field.element.initial_conversations ?? (here && [here]);
  },
  option: conversationOption,
  load: (query) => [{ options: conversationsFor(field.element.filter, query) }],
  simple: (option) => option.value,
});

const KIND_NAMES = { channel: "public", private: "private", im: "im", app: "im", mpim: "mpim" };

function conversationsFor(filter, query) {
  const wanted = workspace.conversations.filter(
    (each) => !filter?.include || filter.include.includes(KIND_NAMES[each.kind]),
  );
  const people = wanted.filter((each) => !(filter?.exclude_bot_users && each.kind === "app"));
  return people.map((each) => conversationOption(each.id)).filter((option) => !query || matches(query, option.label));
}

function conversationOption(id) {
  const found = conversation(id);
  const glyph = { channel: "hash", private: "lock", mpim: "people" }[found?.kind];
  const picture = glyph ? () => h("span", { class: "option-icon" }, icon(glyph, 16)) : undefined;
  return { key: id, value: id, label: found ? titleOf(found) : id, picture };
}

const channels = (field) => ({
  initial: (one) => (one ? field.element.initial_channel : field.element.initial_channels),
  option: conversationOption,
  load: (query) => [{ options: conversationsFor({ include: ["public"] }, query) }],
  simple: (option) => option.value,
});

const SOURCES = { static: fixed, external, users, conversations, channels };

/**
 * @param {object} field a select of any kind
 * @returns {{initial, option, load, simple, minimum?: number}}
 */
export function sourceOf(field) {
  const kind = field.element.type.replace(/^multi_/, "").replace(/_select$/, "");
  return SOURCES[kind](field);
}
