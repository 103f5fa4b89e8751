import { z } from "zod";
import { toSay } from "../ui/words.ts";
import { writtenLine } from "./written-name.ts";

/** For whom someone speaks; the stakeholder group they belong to; what they are or were elsewhere ("past MAG member"). */
export const AFFILIATION_KINDS = ["affiliation", "stakeholder group", "elsewhere"] as const;
export type AffiliationKind = (typeof AFFILIATION_KINDS)[number];

/** What somebody was, as it is kept. `sinceOn` is the first day of it, `untilOn` the first day after it. */
export const Affiliation = z.object({
  id: z.number(),
  kind: z.enum(AFFILIATION_KINDS),
  words: z.string(),
  bodyId: z.number().nullable(),
  stakeholderGroup: z.string().nullable(),
  sinceSaid: z.string().nullable(),
  untilSaid: z.string().nullable(),
  sinceOn: z.string().nullable(),
  untilOn: z.string().nullable(),
});
export type Affiliation = z.infer<typeof Affiliation>;

/** The first day of a year, a month or a day. */
export const firstDayOf = (said: string): string => `${said}-01-01`.slice(0, 10);

/** The first day after a year, a month or a day. */
export function dayAfter(said: string): string {
  const [year = 0, month, day] = said.split("-").map(Number);
  if (month === undefined) return `${year + 1}-01-01`;
  const after = day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
  return new Date(after).toISOString().slice(0, 10);
}

const isDay = (said: string): boolean =>
  /^(?:19|20)\d\d(?:-\d\d){0,2}$/.test(said) && z.iso.date().safeParse(firstDayOf(said)).success;

/** A day as inexact as somebody knows it; null where the field is empty. */
const SaidDay = z
  .string()
  .trim()
  .refine((said) => said === "" || isDay(said), toSay("Give a year, a month or a day: 2021, 2021-05 or 2021-05-03."))
  .transform((said) => (said === "" ? null : said));

/** What someone says of a person by hand. Without any day it would say nothing of the day of a meeting. */
export const SaidAffiliation = z
  .object({
    kind: z.enum(AFFILIATION_KINDS, toSay("Choose what it is.")),
    words: writtenLine(300, {
      empty: toSay("Say what it is: a body, a stakeholder group, a standing."),
      long: toSay("Keep it under 300 characters."),
    }),
    since: SaidDay,
    until: SaidDay,
  })
  .refine(({ since, until }) => since !== null || until !== null, {
    path: ["since"],
    error: toSay("Give one day at least, since when or until when. A year is enough."),
  })
  .refine(({ since, until }) => since === null || until === null || firstDayOf(since) < dayAfter(until), {
    path: ["until"],
    error: toSay("It ends before it begins."),
  });
export type SaidAffiliation = z.infer<typeof SaidAffiliation>;

/** What a form was filled with, so that it changes nothing that was changed meanwhile. */
export const stateOf = (one: Affiliation): string =>
  JSON.stringify([one.kind, one.words, one.sinceOn, one.untilOn, one.sinceSaid, one.untilSaid]);
