import { z } from "zod";
import { Disclosure } from "../access/disclosure.ts";

/**
 * What a person chose in the preview of an import. What is left out stays as it was read; nothing here has to be given.
 */
export const Choices = z.object({
  /** The day of the meeting, and its number; null says that there is none. */
  heldOn: z.iso.date().nullable().optional(),
  number: z.int().min(0).max(100_000).nullable().optional(),
  /** The planned meeting that this becomes; null for a meeting of its own. */
  meetingId: z.int().nullable().optional(),
  /** Whether this is the changed report of a meeting that has one, where it may be. */
  revise: z.boolean().optional(),
  /** Whether two names are one person. */
  samePersons: z
    .array(z.object({ names: z.tuple([z.string(), z.string()]), answer: z.enum(["yes", "no", "open"]) }))
    .default([]),
  /** Whom a short name stands for; "" for nobody who is known. */
  shortNames: z.record(z.string(), z.string()).default({}),
  /** Owners of actions by the line of the action, and days by which they are due. */
  owners: z.record(z.string(), z.string()).default({}),
  dueOn: z.record(z.string(), z.union([z.iso.date(), z.literal("")])).default({}),
  list: Disclosure.optional(),
  recording: Disclosure.optional(),
});
export type Choices = z.infer<typeof Choices>;

export const noChoices: Choices = { samePersons: [], shortNames: {}, owners: {}, dueOn: {} };
