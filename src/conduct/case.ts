import { z } from "zod";
import { CONDUCT_RULES, type ConductRule } from "../texts/hidden-block.ts";
import { toSay } from "../ui/words.ts";

/** One question about one block, from the first report to the last word on it. */
export type Case = {
  id: number;
  groupId: number;
  number: number;
  textId: number;
  textTitle: string;
  textAddress: string;
  blockId: number;
  blockNumber: number;
  rule: ConductRule;
  state: CaseState;
  /** Why it was decided so, for the author. */
  reason: string | null;
  openedAt: Date;
  decidedAt: Date | null;
  decidedBy: number | null;
  /** Until when somebody else has to have looked at a hiding; null where there is nobody else, or it was done. */
  reviewDueAt: Date | null;
  reviewedBy: number | null;
  appealedAt: Date | null;
  appealedBy: number | null;
  appealWords: string | null;
  appealAnswer: string | null;
  appealDecidedAt: Date | null;
  /** Since when the words are gone for good; then nothing is left to show again. */
  wordsGoneAt: Date | null;
};

export const CASE_STATES = ["open", "hidden", "dismissed", "restored"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export type Report = { id: number; rule: ConductRule; words: string | null; at: Date };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Source: SAFETY A6, MO4: a hiding by one person is looked at by somebody else, or the words come back. */
export const REVIEW_HOURS = 72;
/** Source: SAFETY A6, MO2. */
export const APPEAL_DAYS = 14;
/** Source: SAFETY A6, MO3. */
export const APPEAL_ANSWER_DAYS = 7;

export const reviewDue = (now: Date): Date => new Date(now.getTime() + REVIEW_HOURS * HOUR);
export const appealUntil = (hidden: { decidedAt: Date }): Date =>
  new Date(hidden.decidedAt.getTime() + APPEAL_DAYS * DAY);

/** Whether its author may still ask somebody else to look again. */
export const canAppeal = (one: Case, now: Date): boolean =>
  one.state === "hidden" &&
  one.appealedAt === null &&
  one.decidedAt !== null &&
  now <= appealUntil({ decidedAt: one.decidedAt });
export const isAppealOpen = (one: Case): boolean => one.appealedAt !== null && one.appealDecidedAt === null;
export const isReviewOpen = (one: Case): boolean =>
  one.state === "hidden" && one.reviewDueAt !== null && one.reviewedBy === null;
export const isAppealLate = (one: Case, now: Date): boolean =>
  isAppealOpen(one) && one.appealedAt !== null && now.getTime() - one.appealedAt.getTime() > APPEAL_ANSWER_DAYS * DAY;

const rule = z.enum(CONDUCT_RULES, toSay("Choose the rule that it breaks."));
const words = z.string().trim().max(4_000, toSay("That is too long: 4,000 characters at most."));
const blockNumber = z.coerce.number(toSay("Give the number that stands in the margin.")).int().positive();

/** The receipt is made with the form, so that the same form sent twice is one report. */
export const NewReport = z.object({
  text: z.string().max(500),
  block: blockNumber,
  rule,
  words,
  receipt: z.string().regex(/^[\w-]{32}$/),
});
export type NewReport = z.infer<typeof NewReport>;

const reason = words.min(1, toSay("Say why, in a sentence for who wrote it."));
export const Hiding = z.object({ rule, reason });
export type Hiding = z.infer<typeof Hiding>;
export const Reason = z.object({ reason });

/** Small numbers could point at somebody. Source: SAFETY A6, SC1. */
export const SMALLEST_COUNT = 5;
