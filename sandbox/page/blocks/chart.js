import { h } from "../dom.js";
import { areaChart, lineChart } from "../charts/lines.js";
import { barChart } from "../charts/bars.js";
import { pieChart } from "../charts/pie.js";
import { currentLocale, say } from "../words/words.js";

const CHARTS = { pie: pieChart, bar: barChart, area: areaChart, line: lineChart };

/** A chart, its legend, and the same figures as a table. */
export function chartBlock(block) {
  const { chart, title } = block;
  const draw = CHARTS[chart.type];
  if (!draw) throw new Error(`chart.type = ${chart.type}`);
  const picture = h("div", {
    class: "chart-picture",
    role: "img",
    "aria-label": say(`chart.${chart.type}`, { title }),
  });
  redrawn(picture, (width) => draw(chart, width));
  const names =
    chart.type === "pie" ? chart.segments.map((segment) => segment.label) : chart.series.map((series) => series.name);
  const figures = h(
    "details",
    { class: "chart-figures" },
    h("summary", {}, say("chart.asTable")),
    figuresTable(chart, title),
  );
  return h(
    "figure",
    { class: `chart of-${chart.type}` },
    h("figcaption", {}, title),
    h("div", { class: "chart-main" }, picture, legend(names, chart)),
    figures,
  );
}

/** Charts are drawn for the width that they have, so that their lettering stays as large as the rest. */
function redrawn(host, draw) {
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width === drawn || width === 0) return;
    drawn = width;
    host.replaceChildren(draw(width));
  }).observe(host);
}

function legend(names, chart) {
  if (chart.type !== "pie" && names.length < 2) return null;
  const total = chart.type === "pie" && chart.segments.reduce((sum, segment) => sum + segment.value, 0);
  const figure = (index) =>
    total && h("span", { class: "legend-figure" }, percent(chart.segments[index].value / total));
  const entry = (name, index) =>
    h("li", {}, h("span", { class: `swatch hue-${index % 12}` }), h("span", {}, name), figure(index));
  return h("ul", { class: "legend", "aria-hidden": "true" }, names.map(entry));
}

function percent(share) {
  return share.toLocaleString(currentLocale(), { style: "percent", maximumFractionDigits: 0 });
}

function figuresTable(chart, title) {
  const number = (value) => value.toLocaleString(currentLocale());
  const rows = chart.type === "pie" ? pieRows(chart, number) : axisRows(chart, number);
  const [head, ...rest] = rows;
  return h(
    "table",
    { class: "table figures" },
    h("caption", { class: "unseen" }, title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((cell) => h("th", { scope: "col" }, cell)),
      ),
    ),
    h(
      "tbody",
      {},
      rest.map(([name, ...cells]) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, name),
          cells.map((cell) => h("td", { class: "number" }, cell)),
        ),
      ),
    ),
  );
}

function pieRows({ segments }, number) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const rows = segments.map(({ label, value }) => [label, number(value), percent(value / total)]);
  return [[say("chart.category"), say("chart.value"), say("chart.share")], ...rows];
}

function axisRows({ series, axis_config: axis }, number) {
  const valueOf = (each, label) => each.data.find((point) => point.label === label)?.value;
  const rows = axis.categories.map((label) => [label, ...series.map((each) => number(valueOf(each, label) ?? 0))]);
  return [[axis.x_label ?? say("chart.category"), ...series.map((each) => each.name)], ...rows];
}
