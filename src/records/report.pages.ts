import { withoutSmallCells } from "../access/small-cells.ts";
import { ACTION_STATE_WORDS } from "../actions/action.pages.ts";
import { type Action, isOverdue } from "../actions/action.ts";
import { disclosureSentences } from "../meetings/disclosure.ts";
import { meetingName, STATE_WORDS, whenHeld } from "../meetings/meeting.pages.ts";
import type { AgendaItem, Attendance, ListedAttendance, Meeting, RoleAtMeeting } from "../meetings/meeting.ts";
import { CONDUCT_RULE_WORDS, type ConductRule } from "../texts/hidden-block.ts";
import type { Block } from "../texts/text.ts";
import { bdi, type Fill, type Html, html, join, webAddress } from "../ui/html.ts";
import { markdown, markdownInline } from "../ui/markdown.ts";
import { type Place, page } from "../ui/page.ts";
import { textBlock } from "../ui/parts.ts";
import { day, shortDay } from "../ui/time.ts";
import { isLocale, toSay, type Words, words as wordsIn } from "../ui/words.ts";
import { markOf } from "./reading/mark.ts";
import type { Outcome, Section, ShownReport } from "./shown-report.ts";
import { sectionsOf } from "./shown-report.ts";

export type Frame = { words: Words; place: Place; path: string };

/** What only an office holder gets: what waits, and where to change things. Stands outside the report itself. */
export type Desk = { press: Html | null; links: readonly { href: string; label: string }[] };

/** The report, in the order of the document: what and when, in brief, item by item, what follows, who was there. */
export function reportPage(frame: Frame, report: ShownReport, desk: Desk | null, today: string): Html {
  const words = wordsOfReport(frame.words, report);
  const name = meetingName(frame.words, report.meeting);
  return page({
    ...frame,
    title: name,
    kind: desk === null ? "text" : "held",
    robots: report.text.publishedAt === null ? "noindex" : "index",
    alternates: [{ href: `${report.text.address}.md`, type: "text/markdown", title: "Markdown" }],
    main: html`${desk && deskPart(frame.words, desk)}
      <article${report.text.language !== frame.words.locale && html` lang="${report.text.language}" dir="${report.text.direction}"`}>
      <h1>${name}</h1>
      ${facts(words, report)}
      ${inBrief(words, report, today)}
      ${agendaPart(words, report.agenda)}
      ${sectionsOf(report.blocks).map((section) => sectionPart(words, section))}
      ${nextPart(words, report.meeting)}
      ${documentsPart(words, report)}
      ${annex(words, report)}
      </article>
      ${otherForms(frame.words, report)}
      ${desk === null && report.checkpoint !== null && checkpointPart(frame.words, report.checkpoint)}`,
  });
}

/** What the page adds to a report is said in the report's language, so that the whole reads as one text. */
const wordsOfReport = (words: Words, { text }: ShownReport): Words =>
  isLocale(text.language) ? wordsIn(text.language) : words;

const deskPart = (words: Words, desk: Desk): Html =>
  html`<aside class="as" aria-label="${words.t("For office holders")}">${desk.press}<p>${join(
    desk.links.map((link) => html`<a href="${link.href}">${link.label}</a>`),
    " · ",
  )}</p></aside>`;

export const ROLE_WORDS: Record<RoleAtMeeting["role"], string> = {
  moderator: toSay("Moderated by"),
  "chat moderator": toSay("Chat moderated by"),
  host: toSay("Hosted by"),
  rapporteur: toSay("Report by"),
  presenter: toSay("Presented by"),
};

export function facts(words: Words, { group, meeting, roles, text }: ShownReport): Html {
  const when = whenHeld(words, meeting);
  const kinds = [...new Set(roles.map((role) => role.role))];
  return html`<ul class="facts">
    ${meeting.title !== null && meeting.title !== group.name && html`<li><b>${bdi(meeting.title)}</b></li>`}
    ${meeting.title !== null && meeting.title !== meetingName(words, meeting) && html`<li><b>${bdi(meeting.title)}</b></li>`}
    <li>${words.t("Summary report")} · ${words.t(STATE_WORDS[meeting.state])}${text.publishedAt && html` ${shortDay(words, text.publishedAt.toISOString().slice(0, 10))}`}</li>
    ${when && html`<li><b>${when}</b></li>`}
    ${kinds.map(
      (kind) =>
        html`<li>${words.t(ROLE_WORDS[kind])} ${join(
          roles.filter((role) => role.role === kind).map((role) => bdi(role.words)),
          ", ",
        )}</li>`,
    )}</ul>`;
}

function inBrief(words: Words, report: ShownReport, today: string): Fill {
  const { decisions, actions, recommendations } = report;
  if (decisions.length + actions.length + recommendations.length === 0) return null;
  const part = (title: string, rows: Fill): Html => html`<h2>${title}</h2><ul>${rows}</ul>`;
  return html`<section class="brief" aria-label="${words.t("In brief")}">
    ${
      decisions.length > 0 &&
      part(
        words.t("Decisions"),
        decisions.map((one) => outcomeRow(one)),
      )
    }
    ${
      actions.length > 0 &&
      part(
        words.t("Actions"),
        actions.map((one) => actionLine(words, report.group.slug, one, today)),
      )
    }
    ${
      recommendations.length > 0 &&
      part(
        words.t("Recommendations"),
        recommendations.map((one) => outcomeRow(one)),
      )
    }
  </section>`;
}

const outcomeRow = (outcome: Outcome): Html =>
  html`<li>${markdownInline(withoutMark(outcome.title))}${outcome.blockNumber !== null && html` <a class="no" href="#${outcome.blockNumber}">${outcome.blockNumber}</a>`}</li>\n`;

function actionLine(words: Words, groupSlug: string, action: Action, today: string): Html {
  const due = action.dueOn ? shortDay(words, action.dueOn) : action.dueWords && bdi(action.dueWords);
  return html`<li>${markdownInline(withoutMark(action.title))} <span class="soft"><a href="/${groupSlug}/actions/${action.number}">${words.t("Action {number}", { number: String(action.number) })}</a>${due && html`, ${words.rich("due {day}", { day: html`${due}` })}`}, ${words.t(isOverdue(action, today) ? toSay("overdue") : ACTION_STATE_WORDS[action.state])}</span></li>\n`;
}

export function agendaPart(words: Words, agenda: readonly AgendaItem[]): Fill {
  if (agenda.length === 0) return null;
  const children = (parentId: number | null): Fill => {
    const items = agenda.filter((item) => item.parentId === parentId);
    if (items.length === 0) return null;
    return html`<ol>${items.map((item) => html`<li>${item.blockNumber === null ? markdownInline(item.title) : html`<a href="#${item.blockNumber}">${markdownInline(item.title)}</a>`}${children(item.id)}</li>\n`)}</ol>`;
  };
  return html`<section><h2>${words.t("Agenda")}</h2>${children(null)}</section>`;
}

export const sectionPart = (words: Words, { heading, blocks }: Section): Html =>
  html`<section>${heading && html`<h2 id="${heading.number}">${blockNumber(heading.number)}${markdownInline(heading.body)}</h2>`}
    ${blocks.map((block) => reportBlock(words, block))}</section>`;

const blockNumber = (number: number): Html => html`<a class="no" href="#${number}">${number}</a>`;

export const MARK_WORDS: Partial<Record<Block["kind"], string>> = {
  action: toSay("Action"),
  decision: toSay("Decision"),
  recommendation: toSay("Recommendation"),
  "next-step": toSay("Next step"),
  question: toSay("Open question"),
};

/** What stands in the place of words that were hidden. */
export const hiddenSentence = (words: Words, rule: ConductRule): string =>
  words.t("Hidden: {why}", { why: words.t(CONDUCT_RULE_WORDS[rule]) });

/** One block: the same bytes for every reader, on the page and live. */
export function reportBlock(words: Words, block: Block): Html {
  const address = String(block.number);
  if (block.hiddenFor !== null)
    return textBlock({ address, body: html`<p class="soft">${hiddenSentence(words, block.hiddenFor)}</p>` });
  if (block.withdrawn) return textBlock({ address, body: html`<p class="soft">${words.t("Withdrawn")}</p>` });
  const mark = MARK_WORDS[block.kind];
  if (mark === undefined) return textBlock({ address, body: markdown(block.body) });
  return textBlock({ address, body: markdown(withoutMark(block.body)), mark: words.t(mark) });
}

/** "**Action:** Ana will …" under the label "Action" is "Ana will …"; where emphasis would be torn, the words stay. */
export function withoutMark(words: string): string {
  const mark = markOf(words);
  const rest = mark ? words.slice(mark.from) : words;
  return rest.trim() !== "" && (rest.match(/\*\*|__/g) ?? []).length % 2 === 0 ? rest : words;
}

export function nextPart(words: Words, meeting: Meeting): Fill {
  if (meeting.nextOn === null && meeting.nextWords === null) return null;
  return html`<section><h2>${words.t("Next meeting")}</h2><p>${meeting.nextOn ? day(words, meeting.nextOn) : bdi(meeting.nextWords ?? "")}${meeting.nextCertainty === "proposed" && html` (${words.t("proposed")})`}</p></section>`;
}

export function documentsPart(words: Words, { attachments }: ShownReport): Fill {
  if (attachments.length === 0) return null;
  return html`<section><h2>${words.t("Documents")}</h2><ul>${attachments.map((one) => {
    const address = one.address === null ? null : webAddress(one.address);
    const title = one.title ?? one.address ?? words.t("Document without a title");
    return html`<li>${address === null ? bdi(title) : html`<a href="${address}" rel="nofollow noopener">${bdi(title)}</a>`}${one.from !== null && html` <span class="soft">${words.rich("from {who}", { who: bdi(one.from) })}</span>`}</li>\n`;
  })}</ul></section>`;
}

/** The list where it is disclosed, else the sentence that says who may have it. */
export function annex(words: Words, report: ShownReport): Html {
  const { meeting, attendance, unnamed, counts } = report;
  const sentences = disclosureSentences(words, meeting).map((sentence) => html`<p>${sentence}</p>`);
  const recording = html`${recordingPart(words, meeting)}${askingPart(words, report)}`;
  if (attendance === null || attendance.length === 0)
    return html`<section><h2>${words.t("Participants")}</h2>${counts !== null && countsPart(words, counts)}${sentences}${recording}</section>`;
  const list = (standing: Attendance["standing"], title: string): Fill => {
    const entries = attendance.filter((entry) => entry.standing === standing);
    return (
      entries.length > 0 &&
      html`<h2>${title}</h2><ol class="annex">${entries.map((entry) => attendanceRow(words, entry))}</ol>`
    );
  };
  return html`<section>${list("present", words.t("Participants"))}${list("apologies", words.t("Apologies"))}${list("not represented", words.t("Not represented"))}
    ${unnamed > 0 && html`<p>${unnamedWords(words, unnamed)}</p>`}<div class="soft">${sentences}</div>${recording}</section>`;
}

export const unnamedWords = ({ t }: Words, unnamed: number): string =>
  t("{count, plural, one {One more chose not to be named.} other {# more chose not to be named.}}", { count: unnamed });

/** How many were there, by stakeholder group, without small cells. */
export function countsPart(words: Words, counts: NonNullable<ShownReport["counts"]>): Html {
  return html`<ul>${countLines(words, counts).map((line) => html`<li>${line}</li>\n`)}</ul>`;
}

export function countLines({ t }: Words, counts: NonNullable<ShownReport["counts"]>): string[] {
  const { total, cells, other } = withoutSmallCells(
    counts.map((one) => ({ name: one.stakeholderGroup, count: one.count })),
  );
  const line = (name: string, count: number): string => `${name}: ${count}`;
  return [
    line(t("All who were there"), total),
    ...cells.map(({ name, count }) => line(name ?? t("no stakeholder group stated"), count)),
    ...(cells.length > 0 && other > 0 ? [line(t("others, in groups too small to show"), other)] : []),
  ];
}

/** Where this reader asks for what they may not have. */
function askingPart({ t }: Words, { text, withheld }: ShownReport): Fill {
  if (withheld.length === 0 || text.publishedAt === null) return null;
  const link = (what: "list" | "recording"): Html =>
    html`<a href="${text.address}/request?what=${what}">${what === "list" ? t("Ask for the list of participants") : t("Ask for the recording")}</a>`;
  return html`<p class="soft as">${join(withheld.map(link), " · ")}</p>`;
}

function recordingPart({ t }: Words, { recordingAddress }: Meeting): Fill {
  const address = recordingAddress === null ? null : webAddress(recordingAddress);
  return address !== null && html`<p><a href="${address}" rel="nofollow noopener">${t("The recording")}</a></p>`;
}

/** What the report does not say but held that day is marked: it is no part of its words. */
const attendanceRow = ({ t }: Words, entry: ListedAttendance): Html =>
  html`<li>${bdi(entry.name)}${entry.affiliation !== null && html`, ${bdi(entry.affiliation)}`}${entry.heldAffiliation && html`, ${bdi(entry.heldAffiliation)} <span class="soft">${t("from the register")}</span>`}${entry.role !== null && html` <span class="soft">${bdi(entry.role)}</span>`}</li>\n`;

/** Whoever saves the page keeps with it by what the log can be held to. Office holders, whose page bears more, see it as visitors do. */
const checkpointPart = (words: Words, note: string): Html =>
  html`<details class="soft"><summary>${words.t("Checkpoint of the log")}</summary><pre dir="ltr">${note}</pre><a href="/log">${words.t("The log of acts")}</a></details>`;

function otherForms(words: Words, { group, text }: ShownReport): Html {
  const forms = [".md", ".txt", ".html", ".json", ".ics"];
  return html`<p class="as">${words.t("This report as")} ${join(
    forms.map((form) => html`<a href="${text.address}${form}"><bdi dir="ltr">${form}</bdi></a>`),
    " ",
  )}${text.publishedAt !== null && html` · <a href="/${group.slug}/conduct/new?text=${encodeURIComponent(text.address)}" rel="nofollow">${words.t("Report words")}</a>`}</p>`;
}
