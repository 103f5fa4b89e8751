import { z } from "zod";
import type { Claim } from "../../accounts/claim.ts";
import { toSay } from "../../ui/words.ts";

/** What the journal keeps of a claim that ended, and of a person that an account gave up. */
export const ClaimEnded = z.object({
  state: z.enum(["confirmed", "declined", "withdrawn"]),
  personId: z.number().nullable(),
});
export type ClaimEnded = z.infer<typeof ClaimEnded>;
export const GivenUp = z.object({ personId: z.number(), standing: z.string() });
export type GivenUp = z.infer<typeof GivenUp>;

/** Someone whom a claim may mean: `signsIn` where an account is them already. */
export type Candidate = { slug: string; name: string; signsIn: boolean };
export type ShownClaim = { claim: Claim; candidates: readonly Candidate[] };

export const CLAIM_SENTENCES: Record<string, string> = {
  "claim.made": toSay("Said. An office holder of the group looks at it; until then nothing changes."),
  "claim.withdrawn": toSay("Taken back."),
  "claim.confirmed": toSay("Confirmed: the account is this person from now on."),
  "claim.declined": toSay("Declined: nothing changed for the account."),
  "claim.undone": toSay("Taken back."),
  "account.person given up": toSay("You are not this person any more; you are here under your account’s own name."),
  "account.person taken up": toSay("You are this person again."),
};
