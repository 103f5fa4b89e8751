import { z } from "zod";
import { WrittenName } from "../people/written-name.ts";
import { isLocale, type Locale, toSay } from "../ui/words.ts";

export const WHAT = ["list", "recording"] as const;
export type What = (typeof WHAT)[number];

export const REQUEST_STATES = [
  "asked",
  "acknowledged",
  "hearing",
  "granted",
  "partly",
  "refused",
  "appealed",
  "withdrawn",
  "lapsed",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** Someone asks for a list or a recording that is withheld. */
export type AccessRequest = {
  id: number;
  groupId: number;
  meetingId: number;
  what: What;
  /** null where it was made without an account, or the account is gone. */
  accountId: number | null;
  name: string;
  address: string | null;
  reason: string;
  language: Locale;
  state: RequestState;
  askedAt: Date;
  acknowledgedAt: Date | null;
  /** Until then those whom the thing names can object, and it is not handed out. */
  hearingUntil: Date | null;
  decidedAt: Date | null;
  decidedBy: number | null;
  answer: string | null;
  appeal: string | null;
  appealedAt: Date | null;
  firstDecidedBy: number | null;
};

/** What one person gets of one thing: all of it, chosen entries of a list, its counts, or a cut of a recording. */
export const PARTS = ["whole", "entries", "counts", "cut"] as const;
export type Part = (typeof PARTS)[number];
export type Grant = {
  id: number;
  requestId: number;
  part: Part;
  entryIds: number[];
  address: string | null;
  grantedAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
};

/** Source: SAFETY RA3. */
const GRANT_DAYS = 30;
/** Source: SAFETY A6, request for access: persons concerned have five days. */
const HEARING_DAYS = 5;
/** Source: SAFETY RA2. */
const WORKING_DAYS = 10;
/** A request that nobody decided in this time is over, and says so. */
export const LAPSE_DAYS = 90;
/** Time for an appeal after the answer. Source: SAFETY MO2, which says it for texts. */
const APPEAL_DAYS = 14;

const DAY_MS = 86_400_000;
const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);
export const grantEnd = (now: Date): Date => daysAfter(now, GRANT_DAYS);
export const hearingEnd = (now: Date): Date => daysAfter(now, HEARING_DAYS);

export const isOpen = ({ state }: Pick<AccessRequest, "state">): boolean =>
  state === "asked" || state === "acknowledged" || state === "hearing" || state === "appealed";

export const isGrantValid = (grant: Grant, now: Date): boolean => grant.withdrawnAt === null && grant.expiresAt > now;

/** Whole days from Monday to Friday between two instants, in UTC. */
export function workingDays(from: Date, to: Date): number {
  const first = Math.floor(from.getTime() / DAY_MS);
  const last = Math.floor(to.getTime() / DAY_MS);
  let days = 0;
  for (let day = first + 1; day <= last; day++) if (![6, 0].includes(new Date(day * DAY_MS).getUTCDay())) days++;
  return days;
}

export const isOverdue = (one: AccessRequest, now: Date): boolean =>
  isOpen(one) && workingDays(one.appealedAt ?? one.askedAt, now) > WORKING_DAYS;

export const isAppealOpen = (one: AccessRequest, now: Date): boolean =>
  (one.state === "refused" || one.state === "partly") &&
  one.appealedAt === null &&
  one.decidedAt !== null &&
  now <= daysAfter(one.decidedAt, APPEAL_DAYS);

export const asLocale = (language: string): Locale => (isLocale(language) ? language : "en");

const REASON_LIMIT = 4_000;
const said = (empty: string) => z.string().trim().min(1, empty).max(REASON_LIMIT, toSay("That is too long."));

/** The receipt is made with the form, so that the same form sent twice is one request. */
export const Receipt = z
  .string()
  .transform((typed) => typed.replace(/\s+/g, ""))
  .pipe(z.string().regex(/^[\w-]{32}$/, toSay("This receipt is not known here. Look at it letter by letter.")));

/** What the form of whoever asks sends. */
export const NewRequest = z.object({
  what: z.enum(WHAT),
  name: WrittenName,
  address: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.email(toSay("Give an address such as name@example.org, or leave it empty.")).max(254).nullable(),
  ),
  reason: said(toSay("Say in a few words what you need it for.")),
});
export type NewRequest = z.infer<typeof NewRequest>;

export const Words = z.object({ words: said(toSay("Say why, in a few words.")) });

/** What an office holder decides. `cut`: where a shortened recording is to be had. */
export const Decision = z
  .object({
    decision: z.enum(["whole", "entries", "counts", "cut", "refuse"], toSay("Choose one of the answers.")),
    answer: z.string().trim().max(REASON_LIMIT, toSay("That is too long.")).default(""),
    cut: z.string().trim().max(2_000).default(""),
  })
  .refine(({ decision, answer }) => decision !== "refuse" || answer !== "", {
    path: ["answer"],
    error: toSay("Give the reason for which it is refused."),
  })
  .refine(({ decision, cut }) => decision !== "cut" || /^https?:\/\/\S+$/.test(cut), {
    path: ["cut"],
    error: toSay("Give the address as https://…"),
  });
export type Decision = z.infer<typeof Decision>;
