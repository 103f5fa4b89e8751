/**
 * The report as one Markdown file that is read back to the same record: front matter for what a meeting is, a table for
 * each list, and the text block by block, each behind a comment that gives its number and kind. The words of a block
 * stand as they are, so that no rule of form has to guess what they are. docs/decisions/0005 says why.
 */
import { disclosureWord } from "../access/disclosure.ts";
import { disclosureSentences } from "../meetings/disclosure.ts";
import type { Words } from "../ui/words.ts";
import type { ShownReport } from "./shown-report.ts";

/** Said in the front matter's first line; the number grows when the form changes. */
export const RECORD_FORM = "record 2";
/** Still read: said who may have what in other words. */
export const EARLIER_FORM = "record 1";

/** Columns of each list, in order; the reader goes by the name in the comment before a table. */
export const TABLES = {
  roles: ["Role", "Name"],
  agenda: ["Level", "Item", "Title", "Section"],
  attendance: ["Standing", "Name", "Affiliation", "Role", "Stakeholder group"],
  actions: ["No.", "Action", "Owners", "To", "Due", "Due as said", "State", "Block"],
  decisions: ["Decision", "Block"],
  recommendations: ["Recommendation", "To", "Block"],
  questions: ["Question", "Asked by", "Block"],
  documents: ["Title", "Address", "From", "To"],
} as const;
export type TableName = keyof typeof TABLES;

type Cell = string | number | null;

/** The file, in Markdown. Headings of its lists are in the reader's language; what it says is as recorded. */
export function recordFile(words: Words, report: ShownReport): string {
  const { t } = words;
  const { meeting, agenda, attendance, actions } = report;
  const parts = [
    frontMatter(report),
    `# ${headline(report)}`,
    table(
      "roles",
      t("Roles"),
      report.roles.map((one) => [one.role, one.words]),
    ),
    table(
      "agenda",
      t("Agenda"),
      agenda.map((one) => [one.parentId === null ? 1 : 2, one.label, one.title, one.blockNumber]),
    ),
    ...report.blocks.filter((block) => !block.withdrawn).map((block) => blockPart(block)),
    "<!-- end of text -->",
    table(
      "decisions",
      t("Decisions"),
      report.decisions.map((one) => [one.title, one.blockNumber]),
    ),
    table(
      "actions",
      t("Actions"),
      actions.map((one) => [
        one.number,
        one.title,
        namesCell(one.owners.map((owner) => owner.words)),
        one.recipient,
        one.dueOn,
        one.dueWords,
        one.state,
        one.from?.blockNumber ?? null,
      ]),
    ),
    table(
      "recommendations",
      t("Recommendations"),
      report.recommendations.map((one) => [one.title, namesCell(one.addressees), one.blockNumber]),
    ),
    table(
      "questions",
      t("Open questions"),
      report.questions.map((one) => [one.title, one.askedBy, one.blockNumber]),
    ),
    table(
      "documents",
      t("Documents"),
      report.attachments.map((one) => [one.title, one.address, one.from, one.to]),
    ),
    attendance === null
      ? null
      : table(
          "attendance",
          t("Participants"),
          attendance.map((one) => [one.standing, one.name, one.affiliation, one.role, one.stakeholderGroup]),
        ),
    disclosureSentences(words, meeting).join(" "),
    report.checkpoint && `<!-- checkpoint of the log\n${report.checkpoint}-->`,
  ];
  return `${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;
}

const headline = ({ meeting, group }: ShownReport): string =>
  escapeLine(
    [meeting.title ?? group.name, meeting.number === null ? null : `${meeting.number}`, meeting.heldOn]
      .filter(Boolean)
      .join(", "),
  );

function frontMatter({ group, meeting, text }: ShownReport): string {
  const fields: Record<string, string | number | null> = {
    group: group.name,
    title: meeting.title,
    number: meeting.number,
    number_words: meeting.numberWords,
    date: meeting.heldOn,
    starts: meeting.startsAt?.toISOString() ?? null,
    ends: meeting.endsAt?.toISOString() ?? null,
    time_words: meeting.timeWords,
    zone: meeting.timeZone,
    list: disclosureWord(meeting.list),
    recording: disclosureWord(meeting.recording),
    attribution: meeting.attribution === "named" ? null : meeting.attribution,
    disclosure_words: meeting.disclosureWords,
    next: meeting.nextOn,
    next_words: meeting.nextWords,
    next_certainty: meeting.nextCertainty,
    language: text.language,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${JSON.stringify(value)}`,
  );
  return ["---", `baraza: ${RECORD_FORM}`, ...lines, "---"].join("\n");
}

/** A comment that gives number, kind and what else the block carries, then its words. A comment in the words is disarmed. */
function blockPart(block: ShownReport["blocks"][number]): string {
  const carries =
    Object.keys(block.attributes).length === 0
      ? ""
      : ` ${JSON.stringify(block.attributes).replaceAll("-->", "--\\u003e")}`;
  const body = block.kind === "heading" ? `## ${oneLine(block.body)}` : block.body;
  return `<!-- ${block.number} ${block.kind}${carries} -->\n\n${body.replace(/^(\s*)(\\*)<!--/gm, "$1$2\\<!--")}`;
}

function table(name: TableName, title: string, rows: readonly (readonly Cell[])[]): string | null {
  if (rows.length === 0) return null;
  const line = (cells: readonly Cell[]): string => `| ${cells.map(cellText).join(" | ")} |`;
  const columns = TABLES[name];
  return [
    `<!-- ${name} -->`,
    "",
    `## ${title}`,
    "",
    line(columns),
    line(columns.map(() => "---")),
    ...rows.map(line),
  ].join("\n");
}

/** A cell is one line: bars and backslashes are escaped, a line break is written out. */
const cellText = (cell: Cell): string =>
  String(cell ?? "")
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replace(/\r?\n|\r/g, "\\n")
    .replace(/^\s|\s$/g, (space) => (space === " " ? "\\s" : space));

/** "a; b\\; c": several names in one cell, what parts them escaped within. */
const namesCell = (names: readonly string[]): string => names.map((name) => name.replace(/[\\;]/g, "\\$&")).join("; ");

const oneLine = (words: string): string => words.replace(/\s*[\r\n]+\s*/g, " ");
const escapeLine = (words: string): string => oneLine(words).replace(/[\\`*_[\]<>&]/g, "\\$&");
