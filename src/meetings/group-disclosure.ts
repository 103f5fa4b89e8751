import { z } from "zod";
import { ATTRIBUTIONS, type Attribution, ListDisclosure, RecordingDisclosure } from "../access/disclosure.ts";
import { toSay } from "../ui/words.ts";

/** What the meetings of a group disclose from now on where their reports say nothing. */
export const GroupDisclosure = z.object({
  list: ListDisclosure,
  recording: RecordingDisclosure,
  attribution: z.enum(ATTRIBUTIONS),
  /** Months after which a list that not everyone had by name becomes counts; null: never. */
  namesForMonths: z.preprocess(
    (value) => (value === "" || value === undefined ? null : value),
    z.coerce
      .number(toSay("Give the months in figures, or leave it empty."))
      .int(toSay("Give the months in figures, or leave it empty."))
      .min(1, toSay("Give the months in figures, or leave it empty."))
      .max(600, toSay("Give the months in figures, or leave it empty."))
      .nullable(),
  ),
});
export type GroupDisclosure = z.infer<typeof GroupDisclosure>;

export const ATTRIBUTION_WORDS: Record<Attribution, string> = {
  named: toSay("Who was there and who spoke is in the record"),
  "chatham house": toSay("Chatham House Rule: the record names nobody, and nobody's affiliation"),
};

export type PlannedMeeting = { id: number; handle: string; heldOn: string | null; attribution: Attribution };
/** A meeting whose names gave way to counts. */
export type NamesGone = { handle: string; goneAt: Date };
/** A meeting at which someone was, and whether they chose not to be named there where everyone reads. */
export type OwnMeeting = { id: number; address: string; heldOn: string | null; groupName: string; withheld: boolean };
