import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { linked } from "../ui/linked.ts";
import { row, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { RecommendationState } from "./action.ts";
import type { Recommendation } from "./outcome.ts";

export const RECOMMENDATION_STATE_WORDS: Record<RecommendationState, string> = {
  open: toSay("open"),
  "taken up": toSay("taken up"),
  dropped: toSay("dropped"),
};
const SHAPES = { open: "open", "taken up": "done", answered: "done", dropped: "dropped" } as const;

/** What is urged, whom, since when, and what came of it. */
export const recommendationRow = (words: Words, one: Recommendation, presses?: Fill): Html =>
  row({
    id: `recommendation-${one.number}`,
    what: linked(placeOf(one), one.title),
    more: [
      one.addressees.length > 0 && words.rich("to {whom}", { whom: join(one.addressees.map(bdi), ", ") }),
      state(SHAPES[one.state], words.t(RECOMMENDATION_STATE_WORDS[one.state])),
      meetingOf(words, one),
    ],
    presses,
  });

/** The report, at the very block. */
export const placeOf = (one: { fromAddress: string; blockNumber: number | null }): string =>
  one.blockNumber === null ? one.fromAddress : `${one.fromAddress}#${one.blockNumber}`;

export const meetingOf = (words: Words, one: { fromAddress: string }): Html =>
  html`<a href="${one.fromAddress}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`;

export const since = (words: Words, on: string | null): Fill => on !== null && shortDay(words, on);
