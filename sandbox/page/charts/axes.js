import { svg } from "../dom.js";
import { currentLocale } from "../words/words.js";

const LETTER = 6.2;

/**
 * Round values for an axis, zero among them.
 * @param {number} low
 * @param {number} high
 * @returns {number[]}
 */
function ticks(low, high) {
  const span = high - low || 1;
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/**
 * The frame of a bar, line or area chart: grid, labels, and the scales that place values.
 * @param {{series: object[], axis_config: object}} chart
 * @param {number} width in px
 * @returns {{node: SVGElement, x: (index: number) => number, y: (value: number) => number, band: number, zero: number}}
 */
export function frame({ series, axis_config: axis }, width) {
  const values = series.flatMap((each) => each.data.map((point) => point.value));
  const marks = ticks(Math.min(0, ...values), Math.max(0, ...values));
  const shown = marks.map((mark) => mark.toLocaleString(currentLocale()));
  const left = 10 + LETTER * Math.max(...shown.map((text) => text.length)) + (axis.y_label ? 18 : 0);
  const band = (width - left - 8) / axis.categories.length;
  const tilted = axis.categories.some((label) => label.length * LETTER > band - 4);
  const bottom = (tilted ? 14 + Math.min(longest(axis.categories), 14) * LETTER * 0.72 : 24) + (axis.x_label ? 20 : 0);
  const height = 190 + bottom;
  const y = (value) => 10 + (180 * (marks.at(-1) - value)) / (marks.at(-1) - marks[0]);
  const x = (index) => left + band * (index + 0.5);
  const node = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true", class: "plot" });
  node.append(
    ...grid(marks, shown, left, width, y),
    ...categories(axis.categories, x, tilted),
    ...axisTitles(axis, left, width, height),
  );
  return { node, x, y, band, zero: y(0) };
}

function longest(texts) {
  return Math.max(...texts.map((text) => text.length));
}

function grid(marks, shown, left, width, y) {
  return marks.flatMap((mark, index) => [
    svg("line", {
      class: mark === 0 ? "axis" : "grid",
      x1: left,
      x2: width - 8,
      y1: Math.round(y(mark)) + 0.5,
      y2: Math.round(y(mark)) + 0.5,
    }),
    svg("text", { class: "tick", x: left - 7, y: y(mark) + 4, "text-anchor": "end" }, shown[index]),
  ]);
}

function categories(labels, x, tilted) {
  return labels.map((label, index) => {
    if (!tilted) return svg("text", { class: "tick", x: x(index), y: 208, "text-anchor": "middle" }, label);
    const short = label.length > 14 ? `${label.slice(0, 13)}…` : label;
    const place = `translate(${x(index) + 4} 206) rotate(-42)`;
    return svg("text", { class: "tick", transform: place, "text-anchor": "end" }, short);
  });
}

function axisTitles(axis, left, width, height) {
  const across =
    axis.x_label &&
    svg("text", { class: "axis-title", x: (left + width) / 2, y: height - 4, "text-anchor": "middle" }, axis.x_label);
  const up =
    axis.y_label &&
    svg(
      "text",
      { class: "axis-title", transform: "translate(11 100) rotate(-90)", "text-anchor": "middle" },
      axis.y_label,
    );
  return [across, up].filter(Boolean);
}

/** The values of a series in the order of the categories. */
export function ordered(series, categories) {
  return categories.map((label) => series.data.find((point) => point.label === label)?.value ?? 0);
}

/** What the pointer shows over a mark. */
export function tip(...lines) {
  return svg("title", {}, lines.join("\n"));
}
