import { CONDUCT_RULE_WORDS, CONDUCT_RULES } from "../texts/hidden-block.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, radios, textArea } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { markdown } from "../ui/markdown.ts";
import { type Place, page } from "../ui/page.ts";
import { facts, row, rows, state } from "../ui/parts.ts";
import { moment } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { appealUntil, type Case, isAppealLate, isAppealOpen, isReviewOpen, type Report } from "./case.ts";

export type Frame = { words: Words; place: Place; path: string };

const STATE_WORDS: Record<Case["state"], string> = {
  open: toSay("not decided yet"),
  hidden: toSay("hidden"),
  dismissed: toSay("left as it is"),
  restored: toSay("shown again"),
};
const SHAPES = { open: "open", hidden: "done", dismissed: "dropped", restored: "dropped" } as const;

/** How a case stands, in a word and a shape. */
export const caseState = (words: Words, one: Case, now: Date): Fill => [
  state(SHAPES[one.state], words.t(STATE_WORDS[one.state])),
  isAppealOpen(one) && state(isAppealLate(one, now) ? "late" : "open", words.t("appealed")),
  isReviewOpen(one) && state("open", words.t("somebody else has to look")),
];

export const ruleChoices = (words: Words) =>
  CONDUCT_RULES.map((rule) => ({ value: rule, label: words.t(CONDUCT_RULE_WORDS[rule]) }));

/** What this reader may do with the case; each is a form of its own. */
export type CasePresses = { hide: boolean; decide: boolean; restore: boolean; appeal: boolean };

export type ShownCase = {
  groupSlug: string;
  one: Case;
  /** The words that it is about; null where the reader may not have them. */
  body: string | null;
  /** What was reported; null for the author, who does not learn who said what. */
  reports: readonly Report[] | null;
  presses: CasePresses;
  typed: { rule: string; reason: string };
  errors: FieldErrors;
};

export function casePage(frame: Frame, shown: ShownCase, guard: FormGuard, now: Date): Html {
  const { words } = frame;
  const { one } = shown;
  const { t } = words;
  const title = t("Conduct: block {number}", { number: String(one.blockNumber) });
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: `/${shown.groupSlug}/conduct`, label: t("Conduct") }],
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), shown.errors)}
      ${facts([
        [t("Where"), html`<a href="${one.textAddress}#${one.blockNumber}">${bdi(one.textTitle)}</a>`],
        [t("State"), caseState(words, one, now)],
        [t("Rule"), t(CONDUCT_RULE_WORDS[one.rule])],
        [t("Why"), one.reason !== null && bdi(one.reason)],
        [t("Decided"), one.decidedAt && moment(words, one.decidedAt, null)],
        [t("Appeal"), one.appealWords !== null && bdi(one.appealWords)],
        [t("Answer to the appeal"), one.appealAnswer !== null && bdi(one.appealAnswer)],
      ])}
      ${shown.body !== null && html`<h2>${t("The words")}</h2><blockquote dir="auto">${markdown(shown.body)}</blockquote>`}
      ${shown.reports !== null && reportRows(words, shown.reports)}
      ${pressesOf(words, shown, guard)}`,
  });
}

const reportRows = (words: Words, reports: readonly Report[]): Html =>
  html`<h2>${words.t("What was reported")}</h2>${rows(
    reports.map((report) =>
      row({
        what: report.words === null ? words.t(CONDUCT_RULE_WORDS[report.rule]) : bdi(report.words),
        more: [report.words !== null && words.t(CONDUCT_RULE_WORDS[report.rule]), moment(words, report.at, null)],
      }),
    ),
  )}`;

function pressesOf(words: Words, { groupSlug, one, presses, typed, errors }: ShownCase, guard: FormGuard): Fill {
  const at = `/${groupSlug}/conduct/${one.number}`;
  const { t } = words;
  const reason = (id: string, label: string): Html =>
    textArea({ name: "reason", id, label, value: typed.reason, error: errors.reason, rows: 3, required: true });
  const decision = (to: string, label: string, more: Fill = null): Html =>
    form(`${at}/${to}`, guard, html`${more}${reason(`f-${to}`, t("Why, for who wrote it"))}<p>${button(label)}</p>`);
  return [
    presses.hide &&
      one.state === "open" &&
      html`<h2>${t("Hide it")}</h2><p>${t("The block keeps its place and its number; its words are shown to nobody, and nothing is destroyed.")}</p>${decision("hiding", t("Hide this block"), radios({ name: "rule", label: t("Which rule does it break?"), value: typed.rule || one.rule, error: errors.rule, choices: ruleChoices(words) }))}`,
    presses.decide &&
      one.state === "open" &&
      html`<h2>${t("Leave it as it is")}</h2>${decision("dismissal", t("Leave it"))}`,
    presses.decide &&
      isReviewOpen(one) &&
      html`<h2>${t("Somebody else has to look")}</h2><p>${words.rich("Unless somebody else agrees by {when}, the words are shown again.", { when: one.reviewDueAt ? moment(words, one.reviewDueAt, null) : "" })}</p>${form(`${at}/confirmation`, guard, html`<p>${button(t("I agree with hiding it"))}</p>`)}`,
    presses.decide &&
      isAppealOpen(one) &&
      html`<h2>${t("Answer the appeal")}</h2>${form(`${at}/appeal-answer`, guard, html`${reason("f-answer", t("Why, for who appealed"))}<p>${button(t("It stays hidden"), { name: "upheld", value: "no" })} ${button(t("Show it again"), { name: "upheld", value: "yes" })}</p>`)}`,
    presses.restore &&
      one.state === "hidden" &&
      one.wordsGoneAt === null &&
      !isAppealOpen(one) &&
      html`<h2>${t("Show it again")}</h2>${decision("restoration", t("Show this block again"))}`,
    presses.appeal && appealForm(words, one, at, guard, errors, typed.reason),
  ];
}

const appealForm = (words: Words, one: Case, at: string, guard: FormGuard, errors: FieldErrors, typed: string): Html =>
  html`<h2>${words.t("Ask somebody else to look again")}</h2>
    <p>${one.decidedAt && words.rich("You can do so until {when}. Where there is somebody who had no part in this, they decide.", { when: moment(words, appealUntil({ decidedAt: one.decidedAt }), null) })}</p>
    ${form(`${at}/appeal`, guard, html`${textArea({ name: "reason", id: "f-appeal", label: words.t("Why should it be shown?"), value: typed, error: errors.reason, rows: 4, required: true })}<p>${button(words.t("Appeal"), { main: true })}</p>`)}`;

/** A row of a list of cases. */
export const caseRow = (words: Words, groupSlug: string, one: Case, now: Date): Html =>
  row({
    what: html`<a href="/${groupSlug}/conduct/${one.number}">${words.t(CONDUCT_RULE_WORDS[one.rule])}</a>`,
    more: [
      caseState(words, one, now),
      html`${bdi(one.textTitle)} ${one.blockNumber}`,
      moment(words, one.openedAt, null),
    ],
  });
