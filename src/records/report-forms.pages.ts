/** A report in other forms than its page: plain text, JSON, one HTML file. Markdown is in record-file.ts. */
import { withoutSmallCells } from "../access/small-cells.ts";
import { disclosureSentences } from "../meetings/disclosure.ts";
import { meetingName } from "../meetings/meeting.pages.ts";
import { readMarkdown } from "../platform/formats/markdown.ts";
import { plainWords } from "../platform/formats/plain-words.ts";
import { type Html, html, visible } from "../ui/html.ts";
import { dayWords } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import { countLines, hiddenSentence, MARK_WORDS, ROLE_WORDS, unnamedWords } from "./report.pages.ts";
import type { ShownReport } from "./shown-report.ts";

const plain = (markdown: string): string => plainWords(readMarkdown(markdown).blocks);

/** Plain text, in the order of the page, at most as wide as its words. */
export function reportText(words: Words, report: ShownReport): string {
  const { t } = words;
  const { meeting, attendance } = report;
  const roles = report.roles.map((one) => `${t(ROLE_WORDS[one.role])} ${one.words}`);
  const list = (title: string, lines: readonly string[]): string | null =>
    lines.length === 0 ? null : `${underlined(title)}\n${lines.map((line) => `- ${line}`).join("\n")}`;
  const people = (attendance ?? [])
    .filter((one) => one.standing === "present")
    .map((one) => [one.name, one.affiliation].filter((part) => part !== null).join(", "));
  const counts = report.counts === null ? [] : countLines(words, report.counts);
  const parts = [
    underlined(report.group.name, "="),
    [
      meetingName(words, meeting),
      meeting.heldOn === null ? null : dayWords(words, meeting.heldOn),
      meeting.timeWords,
      ...roles,
    ]
      .filter((part) => part !== null)
      .join("\n"),
    list(
      t("Decisions"),
      report.decisions.map((one) => plain(one.title)),
    ),
    list(
      t("Actions"),
      report.actions.map((one) => plain(one.title)),
    ),
    list(
      t("Agenda"),
      report.agenda.map((one) => `${one.label === null ? "" : `${one.label} `}${plain(one.title)}`),
    ),
    ...report.blocks
      .filter((block) => !block.withdrawn || block.hiddenFor !== null)
      .map((block) => blockText(words, block)),
    meeting.nextOn === null ? null : `${t("Next meeting")}: ${dayWords(words, meeting.nextOn)}`,
    list(t("Participants"), people) ?? list(t("Participants"), counts),
    report.unnamed > 0 ? unnamedWords(words, report.unnamed) : null,
    ...disclosureSentences(words, meeting),
    meeting.recordingAddress,
    report.checkpoint,
  ];
  return `${visible(parts.filter((part) => part !== null && part !== "").join("\n\n"))}\n`;
}

function blockText(words: Words, block: ShownReport["blocks"][number]): string {
  if (block.hiddenFor !== null) return hiddenSentence(words, block.hiddenFor);
  if (block.kind === "heading") return underlined(plain(block.body));
  const mark = MARK_WORDS[block.kind];
  const said = plain(block.body);
  return mark === undefined || said.startsWith(words.t(mark)) ? said : `${words.t(mark)}: ${said}`;
}

/** A line of marks under a title, as long as the title looks, 60 at most. */
const underlined = (title: string, mark = "-"): string =>
  `${title}\n${mark.repeat(Math.min(60, Math.max(3, [...title].length)))}`;

/** The record as data, with the names of the report's reader (`baraza read`) where there is one for a thing. */
export const reportJson = (report: ShownReport, origin: string): string =>
  JSON.stringify(
    {
      address: origin + report.text.address,
      group: report.group.name,
      title: report.meeting.title,
      meeting_number: report.meeting.number,
      date: report.meeting.heldOn,
      starts: report.meeting.startsAt,
      ends: report.meeting.endsAt,
      timezone: report.meeting.timeZone,
      language: report.text.language,
      state: report.meeting.state,
      roles: report.roles.map(({ role, words }) => ({ role, name: words })),
      agenda_items: report.agenda.map(({ label, title, parentId, blockNumber }) => ({
        label,
        title,
        level: parentId === null ? 1 : 2,
        block: blockNumber,
      })),
      blocks: report.blocks.map(({ number, kind, body, withdrawn, hiddenFor }) => ({
        number,
        kind,
        body,
        withdrawn,
        hiddenFor,
      })),
      actions: report.actions.map((one) => ({
        number: one.number,
        text: one.title,
        owners: one.owners.map((owner) => owner.words),
        recipient: one.recipient,
        due: one.dueOn,
        due_words: one.dueWords,
        state: one.state,
        block: one.from?.blockNumber ?? null,
      })),
      decisions: report.decisions.map(({ title, blockNumber }) => ({ text: title, block: blockNumber })),
      recommendations: report.recommendations.map(({ title, addressees, blockNumber }) => ({
        text: title,
        to: addressees,
        block: blockNumber,
      })),
      open_questions: report.questions.map(({ title, askedBy, blockNumber }) => ({
        text: title,
        asked_by: askedBy,
        block: blockNumber,
      })),
      documents: report.attachments.map(({ title, address, from, to }) => ({ title, href: address, by: from, to })),
      participants:
        report.attendance?.map(({ standing, name, affiliation, role }) => ({ standing, name, affiliation, role })) ??
        null,
      participants_counted:
        report.counts &&
        withoutSmallCells(report.counts.map((one) => ({ name: one.stakeholderGroup, count: one.count }))),
      participants_not_named: report.unnamed,
      recording: report.meeting.recordingAddress,
      disclosure: { list: report.meeting.list, recording: report.meeting.recording },
      next_meeting: report.meeting.nextOn,
      next_meeting_status: report.meeting.nextCertainty,
      edition: report.edition,
      checkpoint: report.checkpoint,
    },
    null,
    1,
  );

/** One HTML file that loads nothing: the page's article alone, its style inside, every address whole. */
export const wholeAddresses = (page: Html, origin: string): string =>
  page.markup.replace(/ (href)="\/(?!\/)/g, ` $1="${html`${origin}`.markup}/`);
