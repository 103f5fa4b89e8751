import { z } from "zod";
import { WrittenName } from "../people/written-name.ts";
import { toSay } from "../ui/words.ts";

/** "This is me": the group that names one, the name it uses, and why one is that person, in one's own words. */
export const NewClaim = z.object({
  group: z.string().trim().min(1, toSay("Choose the group.")),
  name: WrittenName,
  words: z
    .string()
    .trim()
    .max(1_000, toSay("Keep it under 1,000 characters."))
    .transform((words) => (words === "" ? null : words)),
});
export type NewClaim = z.infer<typeof NewClaim>;

export type Claim = {
  id: number;
  accountId: number;
  /** The account's own name, which may be a pseudonym. */
  accountName: string;
  groupId: number;
  groupSlug: string;
  groupName: string;
  name: string;
  words: string | null;
  state: "waiting" | "confirmed" | "declined" | "withdrawn";
  personId: number | null;
  madeOn: string;
};
