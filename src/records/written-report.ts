/** A report as somebody types it into one field, in the line grammar of DESIGN §5, and as the reader of reports takes it. */
import type { AgendaItem, Meeting } from "../meetings/meeting.ts";
import type { ReadAction, ReadAgendaItem, ReadReport } from "./report.ts";
import type { Reading } from "./taking-in.ts";

/** What the form sends: the text, and who was there, one a line. */
export type WrittenReport = { text: string; present: string };

/** The agenda as headings with room below each, to begin with. */
export const seedOf = (agenda: readonly AgendaItem[]): string =>
  agenda.map(({ parentId, title }) => `${parentId === null ? "#" : "##"} ${title}\n`).join("\n");

/** What an action's line says exactly, by the line of the file that is read. */
type SaidAction = Pick<ReadAction, "owners" | "text" | "recipient"> & { dueWords: string | null };
export type Composed = { markdown: string; firstLine: number; actions: ReadonlyMap<number, SaidAction> };

const MARKS: Record<string, string> = { "!": "Action", "=": "Decision", ">": "Next step", "?": "Open question" };

/** The file that the reader of reports is given: day and list at its head, then the text, each line a paragraph. */
export function composed({ heldOn }: Pick<Meeting, "heldOn">, { text, present }: WrittenReport): Composed {
  const names = present.split("\n").flatMap((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s*/, "").trim() || []);
  const head = [
    `Date: ${heldOn ?? ""}`,
    "",
    ...(names.length > 0 ? ["## Participants", "", ...names.map((name) => `- ${name}`), ""] : []),
  ];
  const lines = [...head];
  const actions = new Map<number, SaidAction>();
  for (const line of text.split("\n")) {
    const [, sign = "", words = ""] = /^\s*([!=>?])\s*(\S.*)$/.exec(line) ?? [];
    const isListed = /^\s*[-*•]\s/.test(line) && /^\s*[-*•]\s/.test(lines.at(-2) ?? "");
    if (isListed) lines.pop();
    if (sign === "!") actions.set(lines.length + 1, saidAction(words));
    lines.push(sign === "" ? line.replace(/^#(?=#*\s)/, "##") : `**${MARKS[sign]}:** ${words}`, "");
  }
  return { markdown: `${lines.join("\n")}\n`, firstLine: head.length + 1, actions };
}

/** "Chris, Ana: clean up the text -> MAG by 28 July" */
function saidAction(words: string): SaidAction {
  const [, owners = "", rest = words] = /^([^:.!?]{1,80}):\s+(.+)$/u.exec(words) ?? [];
  const [, done = rest, recipient = null] = /^(.+?)\s*(?:->|→|=>)\s*(.+?)(?=\s+by\s|$)/u.exec(rest) ?? [];
  const due = /\s+(by\s+\S.*)$/iu.exec(rest)?.[1] ?? null;
  const text = due !== null && recipient === null ? done.slice(0, done.length - due.length).trim() || done : done;
  const named = owners.split(/\s*(?:,|&|\band\b)\s*/u).filter((name) => name !== "");
  return {
    owners: named,
    text: text.replace(/\.$/, ""),
    recipient: recipient?.replace(/\.$/, "") ?? null,
    dueWords: due?.replace(/\.$/, "") ?? null,
  };
}

/** The reading without what stood there only to be read, under the meeting's own day, number and agenda. */
export function readingAt(
  reading: Reading,
  { firstLine, actions }: Composed,
  meeting: Meeting,
  agenda: readonly AgendaItem[],
): Reading {
  const { report } = reading;
  const tops = agenda.filter(({ parentId }) => parentId === null);
  const written: ReadReport = {
    ...report,
    ...{ title: null, group: null, date: meeting.heldOn, date_source: "text", meeting_number: meeting.number },
    alternatives: { dates: [], meeting_numbers: [] },
    agenda_items: tops.map((item) => asRead(item, agenda)),
    sections: report.sections
      .filter(({ line }) => line >= firstLine)
      .map((section) => ({ ...section, agenda_item: placeOf(section.title, tops) })),
    actions: report.actions.map((one) => exactly(one, actions.get(one.line))),
  };
  return { ...reading, report: written, leftOut: [], quotes: [] };
}

const asRead = (item: AgendaItem, agenda: readonly AgendaItem[]): ReadAgendaItem => ({
  ...{ title: item.title, label: null, line: 0 },
  children: agenda.filter(({ parentId }) => parentId === item.id).map((child) => asRead(child, [])),
});

const placeOf = (title: string, tops: readonly AgendaItem[]): number | null => {
  const at = tops.findIndex((item) => folded(item.title) === folded(title));
  return at < 0 ? null : at;
};
const folded = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const exactly = (read: ReadAction, said: SaidAction | undefined): ReadAction =>
  said === undefined
    ? read
    : {
        ...read,
        text: said.text,
        recipient: said.recipient,
        owners: said.owners.length > 0 ? said.owners : read.owners,
        due_words: read.due_words ?? said.dueWords,
      };
