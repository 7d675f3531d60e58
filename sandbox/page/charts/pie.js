import { svg } from "../dom.js";
import { currentLocale } from "../words/words.js";
import { tip } from "./axes.js";

const SIZE = 180;
const CENTRE = SIZE / 2;
const RADIUS = 84;

/**
 * A pie, first segment at noon, clockwise.
 * @param {{segments: {label: string, value: number}[]}} chart
 * @returns {SVGElement}
 */
export function pieChart({ segments }) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const node = svg("svg", {
    viewBox: `0 0 ${SIZE} ${SIZE}`,
    width: SIZE,
    height: SIZE,
    "aria-hidden": "true",
    class: "plot pie",
  });
  let passed = 0;
  segments.forEach(({ label, value }, place) => {
    const share = value / total;
    const words = tip(label, `${value.toLocaleString(currentLocale())} · ${Math.round(share * 100)} %`);
    const hue = `mark slice hue-${place % 12}`;
    if (share > 0.9999) node.append(svg("circle", { class: hue, cx: CENTRE, cy: CENTRE, r: RADIUS }, words));
    else node.append(svg("path", { class: hue, d: slice(passed, passed + share) }, words));
    passed += share;
  });
  return node;
}

function slice(from, to) {
  const [x1, y1] = onRim(from);
  const [x2, y2] = onRim(to);
  return `M ${CENTRE} ${CENTRE} L ${x1} ${y1} A ${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${x2} ${y2} Z`;
}

function onRim(share) {
  const angle = 2 * Math.PI * share - Math.PI / 2;
  return [CENTRE + RADIUS * Math.cos(angle), CENTRE + RADIUS * Math.sin(angle)].map((each) => each.toFixed(2));
}
