import { stringify } from "csv-stringify/sync";
import type { Context } from "hono";
import { answer } from "./answer.ts";

/** A list as a table of text: one heading a column, in snake_case and untranslated, so that programs can rely on it. */
export type CsvColumn<Row> = { head: string; value: (row: Row) => string | number | boolean | null };

/** The most rows of a list that one file holds. */
export const CSV_ROWS = 10_000;

/** RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe. Source: SAFETY A8. */
export const csvOf = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => columns.map((column) => plain(column.value(row)))),
    { header: true, columns: columns.map((column) => column.head), escape_formulas: true, record_delimiter: "\r\n" },
  );

/** What is answered is a file to keep, under this name, and nothing for a search engine. */
export function sendAsFile(c: Context, name: string): void {
  const file = { "content-disposition": `attachment; filename="${name}"`, "x-robots-tag": "noindex" };
  c.set("headers", { ...c.get("headers"), ...file });
}

/** Answers with a list as a file. `name`: of the file, without its ending. */
export function answerCsv<Row>(
  c: Context,
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): Promise<Response> {
  sendAsFile(c, `${name.replace(/[^\w-]/g, "-")}.csv`);
  return answer(c, csvOf(columns, rows), "text/csv");
}

/** Without what nobody sees and what changes how a cell is read: NUL, and formulas behind leading blanks. */
const plain = (value: string | number | boolean | null): string => {
  if (typeof value !== "string") return value === null ? "" : String(value);
  return value
    .replaceAll("\0", "")
    .replace(/^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+(?=[=+\-@＝＋－＠])/u, "");
};
