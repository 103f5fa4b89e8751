import { disclosureWord } from "../access/disclosure.ts";
import type { Frame } from "../groups/place.ts";
import { disclosureFields } from "../meetings/disclosure.pages.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, radios, select, textField } from "../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { doubt as doubtPart, notice } from "../ui/parts.ts";
import { day, dayWords } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Doubt } from "./doubt.ts";
import { wholeRecord } from "./preview-record.pages.ts";
import { changePart } from "./report-change.pages.ts";
import type { ReportChange } from "./report-change.ts";
import type { ShownReport } from "./shown-report.ts";
import type { MeetingRecord, Reading } from "./taking-in.ts";

export type Preview = {
  address: string;
  reading: Reading;
  record: MeetingRecord;
  doubts: readonly Doubt[];
  /** The record as its report would stand. */
  shown: ShownReport;
  /** What is different from the report that the meeting has; null for a meeting that has none. */
  change: ReportChange | null;
  /** The report's own sentences on list and recording. */
  disclosureSaid: string[];
};

/** What was read in one line, what is not certain, who may see it, and then the whole. */
export function previewPage(
  frame: Frame,
  preview: Preview,
  guard: FormGuard,
  typed: Record<string, string>,
  errors: FieldErrors,
): Html {
  const { words } = frame;
  const title = words.t("Read, not yet kept");
  return page({
    ...frame,
    title,
    kind: "desk",
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p class="when">${summaryLine(words, preview)}</p>
      ${errorSummary(words.t("Please look at this again:"), errors)}
      ${form(
        `${preview.address}/acceptance`,
        guard,
        html`${preview.change && changePart(words, preview.change)}
        ${doubtsPart(words, preview, typed, errors)}
        ${audiencePart(words, preview, typed, errors)}
        <p class="field">${button(words.t("Accept"), { main: true })} ${button(words.t("Later"), { name: "later", value: "yes" })}</p>`,
      )}
      <h2>${words.t("The whole, as it would stand")}</h2>
      ${leftOutPart(words, preview.reading)}
      ${wholeRecord(words, preview.shown, preview.record)}`,
  });
}

/** "Meeting 41, Thursday 21 July 2022, 7 items, 4 actions, no list of participants" */
function summaryLine(words: Words, { record }: Preview): Html {
  const { t } = words;
  const { meeting, agenda, actions, attendance } = record;
  const present = attendance.filter((one) => one.standing === "present").length;
  const items = agenda.filter((one) => one.parent === null).length;
  return join(
    [
      meeting.number === null ? bdi(record.title) : t("Meeting {number}", { number: String(meeting.number) }),
      meeting.heldOn === null ? t("no day") : day(words, meeting.heldOn),
      t("{count, plural, one {# item} other {# items}}", { count: items }),
      t("{count, plural, one {# action} other {# actions}}", { count: actions.length }),
      present === 0
        ? t("no list of participants")
        : t("{count, plural, one {# participant} other {# participants}}", { count: present }),
    ],
    ", ",
  );
}

function doubtsPart(words: Words, { doubts }: Preview, typed: Record<string, string>, errors: FieldErrors): Fill {
  if (doubts.length === 0) return html`<p>${words.t("Nothing in it is in doubt.")}</p>`;
  return html`<h2>${words.t("{count, plural, one {One thing is not certain} other {# things are not certain}}", { count: doubts.length })}</h2>
    ${doubts.map((one) => {
      const { question, source, answer } = asked(words, one, typed[one.field] ?? one.chosen, errors[one.field]);
      return doubtPart({
        id: `doubt-${one.field}`,
        question,
        source: one.words.join("\n") || source,
        where: placeWords(words, one.lines),
        answer,
      });
    })}`;
}

const placeWords = (words: Words, lines: readonly number[]): string =>
  lines.length === 0
    ? words.t("As it was read")
    : words.t("{count, plural, one {Line {lines}} other {Lines {lines}}}", {
        count: lines.length,
        lines: lines.join(", "),
      });

const onLines = (words: Words, lines: readonly number[]): Fill =>
  lines.length > 0 && html` <small>${placeWords(words, lines)}</small>`;

type Asked = { question: string; source: string; answer: Html };

/** A doubt as a question, with its field; `value` is what was typed, or the likeliest answer. */
function asked(words: Words, one: Doubt, value: string, error: string | undefined): Asked {
  const { t } = words;
  const field = { name: one.field, value, error };
  const nobody = { value: "", label: t("leave it as it is written") };
  switch (one.kind) {
    case "no day": {
      const label = t("Day of the meeting");
      return {
        question: t("On which day was it?"),
        source: t("The report gives no day."),
        answer: textField({ ...field, label, type: "date" }),
      };
    }
    case "which day": {
      const choices = one.days.map(({ on, lines }) => ({
        value: on,
        label: html`${day(words, on)}${onLines(words, lines)}`,
      }));
      const label = t("The meeting was on");
      return { question: t("Which day was it?"), source: "", answer: radios({ ...field, label, choices }) };
    }
    case "which number": {
      const choices = one.numbers.map(({ number, lines }) => ({
        value: String(number),
        label: html`${String(number)}${onLines(words, lines)}`,
      }));
      const label = t("The meeting's number is");
      return { question: t("Which number has it?"), source: "", answer: radios({ ...field, label, choices }) };
    }
    case "which meeting":
      return whichMeeting(words, one, field);
    case "one person": {
      const choices = [
        { value: "yes", label: t("one person") },
        { value: "no", label: t("two persons") },
        { value: "open", label: t("not decided yet: they stay two, and the pair is proposed") },
      ];
      const label = t("{one} and {other} are", { one: one.names[0], other: one.names[1] });
      return {
        question: t("Are these one person?"),
        source: `${one.names.join("\n")}\n${t(one.why)}`,
        answer: radios({ ...field, label, choices }),
      };
    }
    case "short name": {
      const choices = [...one.candidates.map((name) => ({ value: name, label: bdi(name) })), nobody];
      const label = t("{name} is", { name: one.name });
      return {
        question: t("Who is {name}?", { name: one.name }),
        source: one.name,
        answer: radios({ ...field, label, choices }),
      };
    }
    case "no owner": {
      const choices = [
        { value: "", label: t("nobody is named") },
        ...one.people.map((name) => ({ value: name, label: name })),
      ];
      const label = t("Done by");
      return { question: t("Whose action is this?"), source: one.title, answer: select({ ...field, label, choices }) };
    }
    case "no year": {
      const label = t("Due on");
      return {
        question: t("Which day is meant?"),
        source: one.title,
        answer: textField({ ...field, label, type: "date" }),
      };
    }
  }
}

function whichMeeting(
  words: Words,
  one: Doubt & { kind: "which meeting" },
  field: { name: string; value: string; error: string | undefined },
): Asked {
  const { t } = words;
  const named = (meeting: { number: number | null; heldOn: string | null }): string => {
    const when = meeting.heldOn === null ? t("no day") : dayWords(words, meeting.heldOn);
    return meeting.number === null ? when : t("meeting {number}, {day}", { number: String(meeting.number), day: when });
  };
  const choices = [
    ...(one.revised
      ? [{ value: "revise", label: t("the changed report of {meeting}", { meeting: named(one.revised) }) }]
      : []),
    ...one.planned.map((meeting) => ({
      value: String(meeting.id),
      label: t("the planned {meeting}", { meeting: named(meeting) }),
    })),
    { value: "own", label: t("a meeting of its own") },
  ];
  return {
    question: t("Which meeting is it?"),
    source: [...(one.revised ? [one.revised] : []), ...one.planned].map(named).join("\n"),
    answer: radios({ ...field, label: t("This is"), choices }),
  };
}

function audiencePart(words: Words, preview: Preview, typed: Record<string, string>, errors: FieldErrors): Html {
  const { t } = words;
  const { list, recording } = preview.record.meeting;
  const said = preview.disclosureSaid;
  return html`<h2>${t("Who may see it")}</h2>
    ${said.length > 0 ? html`<div class="source">${said.map((sentence) => html`<p>${sentence}</p>`)}</div>` : html`<p>${t("The report does not say; so it is as the group does it.")}</p>`}
    ${disclosureFields(words, { list: disclosureWord(list), recording: disclosureWord(recording), ...typed }, errors)}
    ${notice(t("Office holders of the group see the report. One press publishes it to everyone. Where it changes a published report, everyone sees the change at once."))}`;
}

function leftOutPart(words: Words, { leftOut }: Reading): Fill {
  if (leftOut.length === 0) return null;
  return html`<details><summary>${words.t("{count, plural, one {One line stays out of the record} other {# lines stay out of the record}}", { count: leftOut.length })}</summary>
    <ul>${leftOut.slice(0, 200).map(({ line, text }) => html`<li>${bdi(text)} <small>${words.t("line {line}", { line: String(line) })}</small></li>\n`)}</ul></details>`;
}
