import { CONDUCT_RULE_WORDS, CONDUCT_RULES, type ConductRule } from "../texts/hidden-block.ts";
import type { Text } from "../texts/text.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  radios,
  textArea,
  textField,
  visitorFields,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { paging, type Slice } from "../ui/paging.ts";
import { facts, rows } from "../ui/parts.ts";
import type { Words } from "../ui/words.ts";
import { caseRow, caseState, type Frame, ruleChoices } from "./case.pages.ts";
import { APPEAL_DAYS, type Case, SMALLEST_COUNT } from "./case.ts";

export type ConductRoom = {
  groupSlug: string;
  counts: ReadonlyMap<ConductRule, number>;
  /** null where the reader does not look after conduct. */
  cases: Slice<Case> | null;
};

/** The rules, how to report, what was hidden so far; below it, for who decides, the cases. */
export function conductPage(
  frame: Frame,
  room: ConductRoom,
  guard: FormGuard,
  now: Date,
  wrong: FieldErrors = {},
): Html {
  const { words } = frame;
  const { t } = words;
  const at = `/${room.groupSlug}/conduct`;
  return page({
    ...frame,
    title: t("Conduct"),
    main: html`<h1>${t("Conduct")}</h1>
      ${room.cases && caseList(words, room, room.cases, at, now)}
      <p>${t("What a record of this group may not do:")}</p>
      <ul>${CONDUCT_RULES.map((rule) => html`<li>${t(CONDUCT_RULE_WORDS[rule])}${countOf(words, room.counts.get(rule) ?? 0)}</li>\n`)}</ul>
      <p>${t("To report words, open the text in which they stand and follow the link at its end. Nobody learns who reported, and you need no account.")}</p>
      <p>${t("Words that are hidden keep their place, and nothing is destroyed. Whoever wrote them is told why, and can ask within {days} days that somebody else looks again.", { days: String(APPEAL_DAYS) })}</p>
      <h2>${t("What became of my report?")}</h2>
      ${form(`${at}/receipt`, guard, html`${textField({ name: "receipt", label: t("Your receipt"), error: wrong.receipt, required: true })}<p>${button(t("Look"))}</p>`)}`,
  });
}

/** Small numbers are not told apart: they could point at somebody. */
function countOf(words: Words, count: number): Fill {
  if (count === 0) return null;
  const said =
    count < SMALLEST_COUNT
      ? words.t("hidden fewer than {count} times", { count: String(SMALLEST_COUNT) })
      : words.t("hidden {count} times", { count: String(count) });
  return html` <span class="soft">(${said})</span>`;
}

const caseList = (words: Words, { groupSlug }: ConductRoom, cases: Slice<Case>, at: string, now: Date): Html =>
  html`<h2>${words.t("For who looks after conduct")}</h2>${
    cases.items.length === 0
      ? html`<p>${words.t("Nothing was reported so far.")}</p>`
      : rows(cases.items.map((one) => caseRow(words, groupSlug, one, now)))
  }${paging(words, at, {}, cases)}`;

export type TypedReport = { text: string; block: string; rule: string; words: string; receipt: string };

/** Asks for no more than it takes: which block, which rule, a word on it if one likes. */
export function reportFormPage(
  frame: Frame,
  groupSlug: string,
  text: Text,
  guard: FormGuard & { seal: string; trap: string },
  typed: TypedReport,
  errors: FieldErrors = {},
): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("Report words");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: text.address, label: text.title }],
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), errors)}
      <p>${t("It goes to who looks after conduct in this group. Nobody learns who reported.")}</p>
      ${form(
        `/${groupSlug}/conduct/reports`,
        guard,
        html`${visitorFields(guard.seal, guard.trap)}${hidden("text", typed.text)}${hidden("receipt", typed.receipt)}
        ${textField({ name: "block", label: t("Number of the block"), hint: t("It stands beside the words in the text."), value: typed.block, error: errors.block, required: true, size: 6 })}
        ${radios({ name: "rule", label: t("Which rule does it break?"), value: typed.rule, error: errors.rule, choices: ruleChoices(words) })}
        ${textArea({ name: "words", label: t("What should they know? (if you like)"), value: typed.words, error: errors.words, rows: 3 })}
        <p>${button(t("Report"), { main: true })}</p>`,
      )}`,
  });
}

/** The receipt, shown this once: with it whoever reported learns what came of it. */
export const receivedPage = (frame: Frame, groupSlug: string, text: Text, receipt: string): Html =>
  page({
    ...frame,
    title: frame.words.t("It was received"),
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${frame.words.t("It was received")}</h1>
      <p>${frame.words.t("Write this receipt down or copy it: it is shown only now. With it you can see what came of your report.")}</p>
      <p><code dir="ltr">${receipt}</code></p>
      <p><a href="/${groupSlug}/conduct">${frame.words.t("Conduct")}</a> · <a href="${text.address}">${bdi(text.title)}</a></p>`,
  });

/** What came of a report, for who holds its receipt: the state and the reason, not who decided. */
export const receiptPage = (frame: Frame, groupSlug: string, one: Case, now: Date): Html =>
  page({
    ...frame,
    title: frame.words.t("Your report"),
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: `/${groupSlug}/conduct`, label: frame.words.t("Conduct") }],
    main: html`<h1>${frame.words.t("Your report")}</h1>
      ${facts([
        [
          frame.words.t("Where"),
          html`<a href="${one.textAddress}#${one.blockNumber}">${bdi(one.textTitle)} ${one.blockNumber}</a>`,
        ],
        [frame.words.t("State"), caseState(frame.words, one, now)],
        [frame.words.t("Why"), one.reason !== null && bdi(one.reason)],
      ])}`,
  });
