import { type Fill, type Html, html } from "./html.ts";

export type Column<Row> = {
  head: string;
  cell: (row: Row) => Fill;
  /** Figures are set to the end of the line, in tabular figures. */
  figures?: boolean;
  /** Names the row: one column of a table is its row header. */
  names?: boolean;
};

/** A table with a caption and headers; it scrolls by itself where the page is narrow. */
export function table<Row>(caption: Fill, columns: readonly Column<Row>[], rows: readonly Row[], id?: string): Html {
  const head = columns.map(
    (column) => html`<th scope="col"${column.figures === true && html` class="n"`}>${column.head}</th>`,
  );
  const label = id ?? "table";
  return html`<div class="scroll" role="region" aria-labelledby="${label}" tabindex="0"><table><caption id="${label}">${caption}</caption>
    <thead><tr>${head}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${columns.map((column) => cell(column, row))}</tr>\n`)}</tbody></table></div>`;
}

function cell<Row>(column: Column<Row>, row: Row): Html {
  const content = column.cell(row);
  if (column.names === true) return html`<th scope="row">${content}</th>`;
  return column.figures === true ? html`<td class="n">${content}</td>` : html`<td>${content}</td>`;
}
