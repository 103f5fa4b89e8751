import { z } from "zod";
import { toSay } from "../ui/words.ts";
import { OFFICES, type OfficeKind } from "./group.ts";

export type Membership = {
  id: number;
  personId: number;
  slug: string;
  name: string;
  sinceOn: string;
  untilOn: string | null;
  suspendedAt: Date | null;
};

/** An office with its days; who holds it, and under which title of the group's own. */
export type Office = {
  id: number;
  personId: number;
  slug: string;
  name: string;
  kind: OfficeKind;
  title: string | null;
  sinceOn: string;
  untilOn: string | null;
};

/** Holds on this day: the day on which it ends is no longer one of it. */
export const holdsOn = ({ sinceOn, untilOn }: { sinceOn: string; untilOn: string | null }, on: string): boolean =>
  sinceOn <= on && (untilOn === null || untilOn > on);

export const NewOffice = z.object({
  membership: z.coerce.number().int(),
  kind: z.enum(OFFICES, toSay("Choose one of the answers.")),
  title: z
    .string()
    .trim()
    .max(100, toSay("That is too long."))
    .transform((words) => (words === "" ? null : words)),
});
export type NewOffice = z.infer<typeof NewOffice>;
