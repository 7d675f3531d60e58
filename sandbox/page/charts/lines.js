import { svg } from "../dom.js";
import { currentLocale } from "../words/words.js";
import { frame, ordered, tip } from "./axes.js";

/**
 * Lines with a dot at each value.
 * @param {object} chart
 * @param {number} width in px
 * @returns {SVGElement}
 */
export function lineChart(chart, width) {
  return drawn(chart, width, false);
}

/** Lines with the surface under them tinted. */
export function areaChart(chart, width) {
  return drawn(chart, width, true);
}

function drawn(chart, width, filled) {
  const { node, x, y, zero } = frame(chart, width);
  const { categories } = chart.axis_config;
  chart.series.forEach((series, place) => {
    const values = ordered(series, categories);
    const points = values.map((value, index) => [x(index), y(value)]);
    const path = points.map(([across, up]) => `${across} ${up}`).join(" L ");
    const floor = `L ${points.at(-1)[0]} ${zero} L ${points[0][0]} ${zero} Z`;
    if (filled) node.append(svg("path", { class: `surface hue-${place % 12}`, d: `M ${path} ${floor}` }));
    node.append(svg("path", { class: `stroke hue-${place % 12}`, d: `M ${path}` }));
    node.append(...points.map((point, index) => dot(point, place, series.name, categories[index], values[index])));
  });
  return node;
}

function dot([cx, cy], place, name, category, value) {
  const label = tip(`${name} · ${category}`, value.toLocaleString(currentLocale()));
  return svg("circle", { class: `dot hue-${place % 12}`, cx, cy, r: 3.5 }, label);
}
