/**
 * Make an element. Text only ever becomes a text node, so nothing that people or the app wrote can turn into HTML.
 * @param {string} tag
 * @param {object} [props] `class`, `dataset` {…}, `on` {event: listener}, `vars` {"--x": "1"}; anything else is an
 *   attribute (true means present, null/false/undefined means absent)
 * @param {...(Node|string|null|false|Array)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  return furnish(document.createElement(tag), props, children);
}

/**
 * Make an SVG element; same arguments as `h`.
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function furnish(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) setProp(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const LIVE_PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "indeterminate"]);

function setProp(node, name, value) {
  if (value === undefined || value === null) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "dataset") {
    for (const [key, entry] of Object.entries(value))
      if (entry !== undefined && entry !== null) node.dataset[key] = entry;
  } else if (name === "vars") {
    for (const [key, entry] of Object.entries(value)) node.style.setProperty(key, entry);
  } else if (LIVE_PROPERTIES.has(name)) {
    node[name] = value;
  } else if (value !== false) {
    node.setAttribute(name, value === true ? "" : value);
  }
}

/**
 * Give `host` exactly these children, leaving those that are already in place untouched (focus and scroll survive).
 * @param {Element} host
 * @param {Node[]} nodes
 */
export function arrange(host, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...host.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (host.childNodes[index] !== node) host.insertBefore(node, host.childNodes[index] ?? null);
  });
}

let counter = 0;

/**
 * A document-unique id, for labels and descriptions.
 * @param {string} stem
 */
export function uniqueId(stem) {
  counter += 1;
  return `${stem}-${counter}`;
}

/**
 * Speak to screen readers without moving focus.
 * @param {string} sentence
 * @param {{urgent?: boolean}} [how]
 */
export function announce(sentence, { urgent = false } = {}) {
  const region = document.getElementById(urgent ? "assertive" : "polite");
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}
