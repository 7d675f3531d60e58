import { svg } from "../dom.js";
import { currentLocale } from "../words/words.js";
import { frame, ordered, tip } from "./axes.js";

/**
 * Bars, side by side within each category.
 * @param {object} chart
 * @param {number} width in px
 * @returns {SVGElement}
 */
export function barChart(chart, width) {
  const { node, x, y, band, zero } = frame(chart, width);
  const { categories } = chart.axis_config;
  const room = Math.min(band * 0.72, 56 * chart.series.length);
  const thick = room / chart.series.length;
  chart.series.forEach((series, place) => {
    ordered(series, categories).forEach((value, index) => {
      const left = x(index) - room / 2 + place * thick;
      const label = tip(`${series.name} · ${categories[index]}`, value.toLocaleString(currentLocale()));
      node.append(bar(left, Math.max(thick - 2, 1), y(value), zero, place, label));
    });
  });
  return node;
}

function bar(left, width, top, zero, place, label) {
  const height = Math.max(Math.abs(zero - top), 0.5);
  const round = Math.min(3, width / 2, height);
  return svg(
    "rect",
    { class: `mark hue-${place % 12}`, x: left, y: Math.min(top, zero), width, height, rx: round },
    label,
  );
}
