/** What of a report's words no part of its record holds. */
import type { TextLine } from "./reading/entry.ts";
import { headTokens, isListSection, lettersOf, tokensOf } from "./record-lists.ts";
import type { ReadParticipant, ReadReport } from "./report.ts";
import type { MeetingRecord } from "./taking-in.ts";

/** A line of the source that nothing of the record holds. */
export type LeftOutLine = { line: number; text: string };

/** What the columns of a list of people are called; the rows say it by themselves. */
const COLUMNS = tokensOf(
  "name names affiliation organisation organization company body country role status present yes nom organisme",
);

/** Visible lines of which some word stands neither in a block nor in what is kept as rows, nor in the meeting's fields. */
export function linesLeftOut(report: ReadReport, record: MeetingRecord, lines: readonly TextLine[]): LeftOutLine[] {
  const held = new Set([...tokensOf(wordsOf(record)), ...headTokens(report), ...COLUMNS]);
  const headings = new Set(report.sections.filter(isListSection).map((section) => lettersOf(section.title)));
  return lines
    .filter(({ text }) => !headings.has(lettersOf(text)) && !tokensOf(text).every((token) => held.has(token)))
    .map(({ line, text }) => ({ line, text }));
}

function wordsOf({ title, meeting, blocks, agenda, attendance, roles }: MeetingRecord): string {
  return [
    title,
    meeting.numberWords,
    meeting.timeWords,
    ...blocks.map((block) => `${block.attributes.label ?? ""} ${block.body}`),
    ...agenda.map((item) => `${item.label ?? ""} ${item.title}`),
    ...attendance.map((one) => [one.name, one.affiliation, one.role].join(" ")),
    ...roles.map((one) => one.words),
  ].join(" ");
}

/**
 * What the entry of a list says beside name and affiliation ("(TSC)", "needs to leave early"), in front of it the role
 * that was read; null where there is neither. It is kept with the entry, as who may see the list may see this.
 */
export function besideName(entry: ReadParticipant, lines: ReadonlyMap<number, string>): string | null {
  const line = lines.get(entry.line);
  if (line === undefined) return entry.role;
  let rest = line;
  for (const known of [entry.name, entry.alias, entry.affiliation, entry.role])
    if (known !== null) rest = rest.replace(known, " ");
  const words = rest
    .replace(/[[({<*_|:;,–—-]+\s*[\])}>*_|:;,–—-]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:–—/*_|-]+|[\s,;:–—/*_|-]+$/gu, "");
  return [entry.role, words].filter((part) => part !== null && part !== "").join(", ") || null;
}
