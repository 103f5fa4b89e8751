import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { markdownInline } from "../ui/markdown.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import { agendaPart, annex, documentsPart, facts, nextPart, sectionPart } from "./report.pages.ts";
import { type ShownReport, sectionsOf } from "./shown-report.ts";
import type { MeetingRecord } from "./taking-in.ts";

/** A record that is not kept yet, in the order of the report it would be. */
export function wholeRecord(words: Words, shown: ShownReport, record: MeetingRecord): Html {
  return html`<article lang="${shown.text.language}" dir="${shown.text.direction}">
    <h2>${bdi(record.title)}</h2>
    ${facts(words, shown)}
    ${outcomes(
      words.t("Decisions"),
      record.decisions.map((one) => markdownInline(one.title)),
    )}
    ${outcomes(
      words.t("Actions"),
      record.actions.map((one) => actionLine(words, one)),
    )}
    ${outcomes(
      words.t("Recommendations"),
      record.recommendations.map((one) => markdownInline(one.title)),
    )}
    ${outcomes(
      words.t("Open questions"),
      record.questions.map((one) => markdownInline(one.title)),
    )}
    ${agendaPart(words, shown.agenda)}
    ${sectionsOf(shown.blocks).map((section) => sectionPart(words, section))}
    ${nextPart(words, shown.meeting)}
    ${documentsPart(words, shown)}
    ${annex(words, shown)}
    </article>`;
}

const outcomes = (title: string, rows: readonly Html[]): Fill =>
  rows.length > 0 && html`<h3>${title}</h3><ul>${rows.map((row) => html`<li>${row}</li>\n`)}</ul>`;

function actionLine(words: Words, action: MeetingRecord["actions"][number]): Html {
  const due = action.dueOn ? shortDay(words, action.dueOn) : action.dueWords && bdi(action.dueWords);
  const who = action.owners.map((owner) => bdi(owner.person ?? owner.body ?? owner.words));
  const more = [who.length > 0 && join(who, ", "), due && words.rich("due {day}", { day: html`${due}` })].filter(
    Boolean,
  );
  return html`${markdownInline(action.title)}${more.length > 0 && html` <span class="soft">${join(more, ", ")}</span>`}`;
}
