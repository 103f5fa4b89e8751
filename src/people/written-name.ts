import { z } from "zod";
import { toSay } from "../ui/words.ts";

/** What nobody sees and what turns the direction of other words: no part of a name. Joiners stay, as scripts need them. */
const UNSEEN = /[\p{Cc}\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Words that someone writes into a field of one line, with at least one letter or digit; refused in these sentences. */
export const writtenLine = (most: number, refused: { empty: string; long: string }) =>
  z
    .string()
    .transform((words) => words.replace(UNSEEN, " ").replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .regex(/[\p{L}\p{N}]/u, refused.empty)
        .max(most, refused.long),
    );

/** A name as someone writes it: 200 characters at most. */
export const WrittenName = writtenLine(200, {
  empty: toSay("Give a name."),
  long: toSay("Keep the name under 200 characters."),
});
