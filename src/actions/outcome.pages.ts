import type { Frame } from "../groups/place.ts";
import { type FormGuard, press } from "../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { linked } from "../ui/linked.ts";
import { page } from "../ui/page.ts";
import { paging, type Slice } from "../ui/paging.ts";
import { emptyRoom, row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { QuestionState, RecommendationState } from "./action.ts";
import type { Decision, OpenQuestion, Recommendation, Settleable } from "./outcome.ts";

export const RECOMMENDATION_STATE_WORDS: Record<RecommendationState, string> = {
  open: toSay("open"),
  "taken up": toSay("taken up"),
  dropped: toSay("dropped"),
};
export const QUESTION_STATE_WORDS: Record<QuestionState, string> = {
  open: toSay("open"),
  answered: toSay("answered"),
  dropped: toSay("dropped"),
};
const SHAPES = { open: "open", "taken up": "done", answered: "done", dropped: "dropped" } as const;

/** What the journal calls these acts, as a sentence. */
export const OUTCOME_SENTENCES: Record<string, string> = {
  "recommendation.taken up": toSay("Noted as taken up."),
  "recommendation.dropped": toSay("Noted as dropped."),
  "recommendation.open": toSay("Open again."),
  "recommendation.undone": toSay("Taken back."),
  "question.answered": toSay("Noted as answered."),
  "question.dropped": toSay("Noted as dropped."),
  "question.open": toSay("Open again."),
  "question.undone": toSay("Taken back."),
};

/** The report, at the very block. */
export const placeOf = (one: { fromAddress: string; blockNumber: number | null }): string =>
  one.blockNumber === null ? one.fromAddress : `${one.fromAddress}#${one.blockNumber}`;

const meetingOf = (words: Words, one: { fromAddress: string }): Html =>
  html`<a href="${one.fromAddress}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`;

const on = (words: Words, day: string | null): Fill => day !== null && shortDay(words, day);

/** What is urged, whom, since when, and what came of it. */
export const recommendationRow = (words: Words, one: Recommendation, presses?: Fill): Html =>
  row({
    id: `recommendation-${one.number}`,
    what: linked(placeOf(one), one.title),
    more: [
      one.addressees.length > 0 &&
        words.rich("to {whom}", { whom: html`<b>${join(one.addressees.map(bdi), ", ")}</b>` }),
      state(SHAPES[one.state], words.t(RECOMMENDATION_STATE_WORDS[one.state])),
      meetingOf(words, one),
      on(words, one.madeOn),
    ],
    presses,
  });

export const questionRow = (words: Words, one: OpenQuestion, presses?: Fill): Html =>
  row({
    id: `question-${one.number}`,
    what: linked(placeOf(one), one.title),
    more: [
      one.askedBy !== null && words.rich("asked by {who}", { who: html`<b>${bdi(one.askedBy)}</b>` }),
      state(SHAPES[one.state], words.t(QUESTION_STATE_WORDS[one.state])),
      meetingOf(words, one),
      on(words, one.askedOn),
    ],
    presses,
  });

/** A list with what was just done, a way to the other half of it, and its other forms. */
type Listing<T> = { at: string; slice: Slice<T>; told: Fill };

export function decisionsPage(frame: Frame, { at, slice }: Omit<Listing<Decision>, "told">): Html {
  const { words } = frame;
  const title = words.t("Decisions");
  const byYear = Map.groupBy(slice.items, (one) => one.decidedOn?.slice(0, 4) ?? words.t("No date"));
  const decision = (one: Decision): Html =>
    row({
      id: `decision-${one.number}`,
      what: linked(placeOf(one), one.title),
      more: [meetingOf(words, one), on(words, one.decidedOn)],
    });
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${slice.items.length === 0 && emptyRoom(words.t("What the group decided will stand here, each with the meeting that decided it."))}
      ${[...byYear].map(([year, ofYear]) => html`<h2>${year}</h2>${rows(ofYear.map(decision))}`)}
      ${paging(words, at, {}, slice)}${otherForms(at, slice)}`,
  });
}

export type SettleableListing<T> = Listing<T> & { settled: boolean; guard: FormGuard | null };

export function recommendationsPage(frame: Frame, listing: SettleableListing<Recommendation>): Html {
  const { words } = frame;
  return settleablePage(frame, listing, {
    title: words.t("Recommendations"),
    empty: words.t("What the group urges others to do will stand here."),
    other: listing.settled ? words.t("Those that are open") : words.t("Taken up and dropped"),
    row: (one) => recommendationRow(words, one, pressesOn(words, "recommendation", listing, one)),
  });
}

export function questionsPage(frame: Frame, listing: SettleableListing<OpenQuestion>): Html {
  const { words } = frame;
  return settleablePage(frame, listing, {
    title: words.t("Open questions"),
    empty: words.t("What was asked and nobody answered will stand here."),
    other: listing.settled ? words.t("Those that are open") : words.t("Answered and dropped"),
    row: (one) => questionRow(words, one, pressesOn(words, "question", listing, one)),
  });
}

type Said<T> = { title: string; empty: string; other: string; row: (one: T) => Html };

function settleablePage<T>(frame: Frame, listing: SettleableListing<T>, said: Said<T>): Html {
  const { at, slice, settled } = listing;
  return page({
    ...frame,
    title: said.title,
    main: html`<h1>${said.title}</h1>${listing.told}
      ${slice.items.length === 0 ? emptyRoom(said.empty) : rows(slice.items.map(said.row))}
      ${paging(frame.words, at, settled ? { state: "settled" } : {}, slice)}
      <p class="soft as"><a href="${settled ? at : `${at}?state=settled`}">${said.other}</a> · <a href="${at}.csv">.csv</a></p>`,
  });
}

/** What an office holder may say came of it: one press each. */
function pressesOn(
  words: Words,
  kind: Settleable,
  { at, guard }: { at: string; guard: FormGuard | null },
  one: { number: number; state: string },
): Fill {
  if (guard === null) return null;
  const here = `${at}/${one.number}`;
  if (one.state !== "open") return press(`${here}/reopening`, guard, words.t("Open again"));
  const settling =
    kind === "question"
      ? press(`${here}/answer`, guard, words.t("Answered"))
      : press(`${here}/uptake`, guard, words.t("Taken up"));
  return html`${settling} ${press(`${here}/dropping`, guard, words.t("Dropped"))}`;
}

const otherForms = (at: string, slice: Slice<unknown>): Fill =>
  (slice.items.length > 0 || slice.page > 1) && html`<p class="soft as"><a href="${at}.csv">.csv</a></p>`;
