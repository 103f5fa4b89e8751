import { BLOCK_KINDS, type BlockKind } from "../texts/text.ts";
import { EARLIER_FORM, RECORD_FORM, TABLES, type TableName } from "./record-file.ts";

/** What such a file holds, as it stands there; names and lists are those of the form. */
export type RecordFile = {
  fields: Record<string, string | number>;
  tables: Partial<Record<TableName, { line: number; cells: string[] }[]>>;
  blocks: { number: number; kind: BlockKind; attributes: Record<string, unknown>; body: string; line: number }[];
};

const COMMENT = /^<!-- (\d+) ([a-z-]+)(?: (\{.*\}))? -->$/;
const NAMED = /^<!-- ([a-z]+) -->$/;

/** Reads the form that `recordFile` writes, line by line; null where the source is no such file. Never throws. */
export function readRecordFile(source: string): RecordFile | null {
  const lines = source.replace(/^\ufeff/, "").split(/\r?\n/);
  const form = (lines[1] ?? "").replace(/^baraza: /, "");
  if (lines[0] !== "---" || (form !== RECORD_FORM && form !== EARLIER_FORM)) return null;
  const file: RecordFile = { fields: { baraza: form }, tables: {}, blocks: [] };
  let at = readFields(lines, file);
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const block = COMMENT.exec(line);
    const named = NAMED.exec(line)?.[1];
    if (block) at = readBlock(lines, at, block, file);
    else if (named !== undefined && isTable(named)) at = readTable(lines, at, named, file);
    else at++;
  }
  return file;
}

const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);
const isKind = (kind: string): kind is BlockKind => BLOCK_KINDS.some((known) => known === kind);

function readFields(lines: readonly string[], file: RecordFile): number {
  let at = 2;
  for (; at < lines.length && lines[at] !== "---"; at++) {
    const [, name = "", value = ""] = /^(\w+): (.*)$/.exec(lines[at] ?? "") ?? [];
    const read = parsed(value);
    if (name !== "" && (typeof read === "string" || typeof read === "number")) file.fields[name] = read;
  }
  return at + 1;
}

/** A block runs to the next comment of the form. */
function readBlock(lines: readonly string[], at: number, head: RegExpExecArray, file: RecordFile): number {
  let end = at + 1;
  while (end < lines.length && !isComment(lines[end] ?? "")) end++;
  const kind = head[2] ?? "";
  const words = lines
    .slice(at + 2, end)
    .join("\n")
    .replace(/\n+$/, "")
    .replace(/^(\s*)(\\*)\\<!--/gm, "$1$2<!--");
  const attributes = parsed(head[3] ?? "{}");
  const body = kind === "heading" ? words.replace(/^## /, "") : words;
  if (isKind(kind))
    file.blocks.push({
      number: Number(head[1]),
      kind,
      attributes: isRecord(attributes) ? attributes : {},
      body,
      line: at + 3,
    });
  return end;
}

const isComment = (line: string): boolean => COMMENT.test(line) || NAMED.test(line) || line === "<!-- end of text -->";

function readTable(lines: readonly string[], at: number, name: TableName, file: RecordFile): number {
  const rows: { line: number; cells: string[] }[] = [];
  let end = at + 1;
  for (; end < lines.length && !isComment(lines[end] ?? ""); end++) {
    const line = lines[end] ?? "";
    if (line.startsWith("| ")) rows.push({ line: end + 1, cells: cellsOf(line) });
  }
  file.tables[name] = rows.slice(2);
  return end;
}

/** Splits at bars that are not escaped and undoes the escapes. */
function cellsOf(line: string): string[] {
  const cells = line.slice(1).match(/(?:\\.|[^\\|])*\|/g) ?? [];
  return cells.map((cell) =>
    cell.slice(1, -2).replace(/\\([\\|ns])/g, (_, mark: string) => (mark === "n" ? "\n" : mark === "s" ? " " : mark)),
  );
}

/** "a; b\; c" is two names. */
export const namesIn = (cell: string): string[] =>
  (cell.match(/(?:\\.|[^;\\])+/gs) ?? [])
    .map((name) => name.trim().replace(/\\(.)/gs, "$1"))
    .filter((name) => name !== "");

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A hand has been at it: the field is passed over, the rest of the file is read.
  }
}
