import { type Html, html } from "./html.ts";
import { type Column, table } from "./table.ts";

export type Series = { name: string; values: readonly number[] };
export type Chart = {
  /** Makes the ids of this picture its own on the page. */
  id: string;
  title: string;
  /** What the picture shows in a sentence, for who does not see it. */
  summary: string;
  /** Heading of the first column of the table: "Meeting". */
  labelHead: string;
  labels: readonly string[];
  series: readonly Series[];
};

/** Bars on one another, drawn on the server, with the same figures as a table beneath. */
export const stackedBars = (chart: Chart, tableWord: string): Html =>
  figure(chart, tableWord, Math.max(1, ...chart.labels.map((_, at) => sum(chart, at))), (at, slot, scale) => {
    let base = 0;
    return chart.series.map((series, place) => {
      const value = series.values[at] ?? 0;
      base += value;
      return bar(chart, place, slot * at + slot * 0.18, slot * 0.64, base * scale, value * scale);
    });
  });

/** Bars beside one another. */
export const pairedBars = (chart: Chart, tableWord: string): Html =>
  figure(chart, tableWord, Math.max(1, ...chart.series.flatMap((series) => series.values)), (at, slot, scale) =>
    chart.series.map((series, place) => {
      const width = (slot * 0.7) / chart.series.length;
      const value = series.values[at] ?? 0;
      return bar(chart, place, slot * at + slot * 0.15 + width * place, width * 0.92, value * scale, value * scale);
    }),
  );

const WIDTH = 640;
const HEIGHT = 200;
const FOOT = 22;
const SIDE = 26;

type DrawColumn = (at: number, slot: number, scale: number) => readonly Html[];

function figure(chart: Chart, tableWord: string, most: number, column: DrawColumn): Html {
  const top = niceTop(most);
  const slot = (WIDTH - SIDE) / Math.max(1, chart.labels.length);
  const scale = (HEIGHT - 8) / top;
  const every = Math.ceil(chart.labels.length / 16);
  return html`<figure><figcaption><b>${chart.title}</b> ${chart.summary}</figcaption>
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img" aria-labelledby="${chart.id}-t"><title id="${chart.id}-t">${chart.title}. ${chart.summary}</title>
    ${patterns(chart)}${[0, top / 2, top].filter(Number.isInteger).map((value) => gridLine(value, scale))}
    <g transform="translate(${SIDE} 0)">${chart.labels.map((label, at) => html`${column(at, slot, scale)}${at % every === 0 && html`<text x="${round(slot * (at + 0.5))}" y="${HEIGHT + 16}" text-anchor="middle">${label}</text>`}\n`)}</g></svg>
    ${legend(chart)}
    <details><summary>${tableWord}</summary>${twin(chart)}</details></figure>`;
}

const gridLine = (value: number, scale: number): Html => {
  const y = round(HEIGHT - value * scale);
  return html`<path class="axis" d="M${SIDE} ${y}H${WIDTH}"/><text x="${SIDE - 6}" y="${y + 4}" text-anchor="end">${value}</text>`;
};

function bar(chart: Chart, place: number, x: number, width: number, top: number, height: number): Html {
  if (height <= 0) return html``;
  return html`<rect class="edge" fill="url(#${chart.id}-${place % FILLS})" x="${round(x)}" y="${round(HEIGHT - top)}" width="${round(width)}" height="${round(height)}"/>`;
}

/** Six fills, each a colour and a pattern of its own: who sees no colours tells them apart too (WCAG 1.4.1). */
const STROKES = ["", "M0 6L6 0", "M0 3H6", "M3 0V6", "M0 0L6 6", "M0 3H6M3 0V6"];
const FILLS = STROKES.length;
const pattern = (id: string, place: number): Html =>
  html`<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><path class="c${place}" d="M0 0H6V6H0Z"/>${STROKES[place] && html`<path class="hatch" d="${STROKES[place]}"/>`}</pattern>`;

const patterns = (chart: Chart): Html =>
  html`<defs>${chart.series.slice(0, FILLS).map((_, place) => pattern(`${chart.id}-${place}`, place))}</defs>`;

const legend = (chart: Chart): Html =>
  html`<ul class="legend">${chart.series.map((series, place) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><path fill="url(#${chart.id}-${place % FILLS})" d="M0 0H12V12H0Z"/></svg>${series.name}</li>\n`)}</ul>`;

function twin(chart: Chart): Html {
  const columns: Column<number>[] = [
    { head: chart.labelHead, cell: (at) => chart.labels[at], names: true },
    ...chart.series.map((series) => ({
      head: series.name,
      cell: (at: number) => series.values[at] ?? 0,
      figures: true,
    })),
  ];
  return table(chart.title, columns, [...chart.labels.keys()], `${chart.id}-table`);
}

const sum = (chart: Chart, at: number): number =>
  chart.series.reduce((whole, series) => whole + (series.values[at] ?? 0), 0);

/** The next round number at or above: 1, 2, 3, 4, 6, 8, 10, 12, 16, 20 …. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const top =
    [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10]
      .map((step) => step * power)
      .find((step) => step >= most && Number.isInteger(step)) ?? most;
  return top === 1 ? 2 : top;
}

const round = (value: number): number => Math.round(value * 10) / 10;
