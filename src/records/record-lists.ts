/** Blocks of a report that become something else than text: lists of who was there, the agenda, the head. */
import { splitLabel } from "./reading/heading-form.ts";
import { roleOf } from "./reading/section-role.ts";
import type { ReadAgendaItem, ReadBlock, ReadReport, ReadSection } from "./report.ts";

/** A block with the line at which the next one begins. */
export type PlacedBlock = { block: ReadBlock; until: number; section: ReadSection };

/** Every block of every section with its extent, in reading order. */
export function placedBlocks(report: ReadReport): PlacedBlock[] {
  const placed = report.sections.flatMap((section) =>
    section.blocks.map((block) => ({ block, section, until: Infinity })),
  );
  const starts = [...placed.map((one) => one.block.line), ...report.sections.map((one) => one.line)].sort(
    (a, b) => a - b,
  );
  let at = 0;
  for (const one of [...placed].sort((a, b) => a.block.line - b.block.line)) {
    while (at < starts.length && (starts[at] ?? 0) <= one.block.line) at++;
    one.until = starts[at] ?? Number.POSITIVE_INFINITY;
  }
  return placed;
}

/** Letters and figures alone, targets of links left out: the same for Markdown and for the words it shows. */
export const lettersOf = (words: string): string => tokensOf(words).join("");
export const tokensOf = (words: string): string[] =>
  words
    .replace(/\]\((?:[^()\s]|\([^()\s]*\))*\)/g, "] ")
    .replace(/<br>/g, " ")
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a section is there to list who was there, or the agenda: its heading says what the rows say by themselves. */
export function isListSection(section: ReadSection): boolean {
  const role = roleOf(splitLabel(section.title).title);
  return role === "participants" || role === "apologies" || role === "agenda";
}

/** What of a report is kept as rows, by the lines it was read from. */
export type Lists = {
  isAttendance(one: PlacedBlock): boolean;
  isAgenda(one: PlacedBlock): boolean;
  isHead(one: PlacedBlock): boolean;
};

export function listsOf(report: ReadReport): Lists {
  const people = byLine([...report.participants, ...report.apologies], (one) =>
    lettersOf([one.name, one.alias, one.affiliation, one.role].join(" ")),
  );
  const items = new Set(allItems(report.agenda_items).flatMap((item) => tokensOf(`${item.label ?? ""} ${item.title}`)));
  const itemLines = byLine(allItems(report.agenda_items), (item) => item.title);
  const head = headTokens(report);
  const treated = new Set(report.sections.map((section) => section.agenda_item).filter((item) => item !== null)).size;
  return {
    isAttendance: ({ block, until, section }) => {
      const entries = within(people, block.line, until, block);
      if (entries.length === 0 || block.kind === "heading") return false;
      const role = roleOf(splitLabel(section.title).title);
      if (role === "participants" || role === "apologies") return true;
      const lines = block.body.split("\n").length;
      if (block.kind !== "paragraph" && entries.length >= 3 && entries.length >= lines / 4) return true;
      return entries.join("").length >= lettersOf(block.body).length / 2;
    },
    // A list whose items no section treats holds the record itself: it stays as text.
    isAgenda: ({ block, until }) =>
      block.kind === "list" &&
      treated >= report.agenda_items.length / 2 &&
      within(itemLines, block.line, until, block).length > 0 &&
      tokensOf(block.body).every((token) => items.has(token) || /^\d{1,2}$/.test(token)),
    isHead: ({ block, section }) =>
      (section.title === "" || section.title === report.title || section === report.sections[0]) &&
      (block.kind === "paragraph" || block.kind === "heading") &&
      tokensOf(block.body).every((token) => head.has(token)),
  };
}

/** Words that only say what the meeting's own fields say. */
export function headTokens(report: ReadReport): Set<string> {
  const { title, group, date, meeting_number, meeting_number_words, time, end_time, timezone } = report;
  const day = date === null ? "" : `${dayWords(date)} ${date}`;
  const clocks = [time, end_time].map(clockWords).join(" ");
  const fields = [title, group, day, meeting_number_words, clocks, timezone, meeting_number].join(" ");
  return new Set([...tokensOf(fields), ...tokensOf(SMALL_WORDS)]);
}

/** What stands around them: a page that shows a report says by itself that it is one. */
const SMALL_WORDS = "date time at on of the meeting number no online virtual call summary report minutes notes";

/** "13:00" as people write it: "13:00", "1 p.m.", "1300 hrs". */
function clockWords(clock: string | null): string {
  const [hour = "", minute = ""] = (clock ?? "").split(":");
  return hour === ""
    ? ""
    : `${hour} ${minute} ${Number(hour)} ${Number(hour) % 12 || 12} ${hour}${minute} p m pm a am h hrs hours to`;
}

const dayWords = (date: string): string => {
  const at = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return "";
  const ordinal = ["th", "st", "nd", "rd"].map((end) => `${at.getUTCDate()}${end}`).join(" ");
  const long = at.toLocaleDateString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const short = at.toLocaleDateString("en-GB", { weekday: "short", month: "short", timeZone: "UTC" });
  return `${long} ${short} ${ordinal}`;
};

const allItems = (items: readonly ReadAgendaItem[]): ReadAgendaItem[] =>
  items.flatMap((item) => [item, ...allItems(item.children)]);

type ByLine = Map<number, string[]>;
function byLine<T extends { line: number }>(things: readonly T[], words: (thing: T) => string): ByLine {
  const map: ByLine = new Map();
  for (const thing of things) {
    const on = map.get(thing.line);
    if (on) on.push(words(thing));
    else map.set(thing.line, [words(thing)]);
  }
  return map;
}

/** What stands on the lines of a block; a block that closes the report is as long as its Markdown. */
function within(map: ByLine, from: number, until: number, block: ReadBlock): string[] {
  const end = Math.min(until, from + 2 * block.body.split("\n").length + 2);
  const found: string[] = [];
  for (let line = from; line < end; line++) found.push(...(map.get(line) ?? []));
  return found;
}
