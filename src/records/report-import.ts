import { z } from "zod";
import { ATTRIBUTIONS, Disclosure } from "../access/disclosure.ts";
import { MEETING_STATES, type Meeting } from "../meetings/meeting.ts";
import type { Choices } from "./choices.ts";
import { ReportJson } from "./report-json.ts";
import type { Reading } from "./taking-in.ts";

export const IMPORT_STATES = ["preview", "accepted", "later", "undone"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

const Line = z.object({ line: z.number(), text: z.string() });
export const ReadingJson: z.ZodType<Reading> = z.object({
  report: ReportJson,
  besideNames: z.array(Line),
  leftOut: z.array(Line),
  quotes: z.array(Line),
  unattributed: z.boolean().default(false),
});

const Alias = z.object({
  personId: z.number(),
  name: z.string(),
  state: z.enum(["confirmed", "proposed", "declined"]),
  why: z.string().nullable(),
});
const Affiliation = z.object({
  personId: z.number(),
  words: z.string(),
  bodyId: z.number().nullable(),
  stakeholderGroup: z.string().nullable(),
});

const instant = z.union([z.null(), z.coerce.date()]);
const MeetingBefore: z.ZodType<Meeting> = z.object({
  id: z.number(),
  groupId: z.number(),
  handle: z.string(),
  number: z.number().nullable(),
  numberWords: z.string().nullable(),
  title: z.string().nullable(),
  heldOn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  timeWords: z.string().nullable(),
  timeZone: z.string().nullable(),
  joiningLink: z.string().nullable(),
  state: z.enum(MEETING_STATES),
  list: Disclosure,
  recording: Disclosure,
  recordingAddress: z.string().nullable().default(null),
  attribution: z.enum(ATTRIBUTIONS).default("named"),
  namesGone: z.boolean().default(false),
  disclosureWords: z.string().nullable(),
  nextOn: z.string().nullable(),
  nextWords: z.string().nullable(),
  nextCertainty: z.enum(["fixed", "proposed"]).nullable(),
  textId: z.number().nullable(),
});

/** What taking a report in added besides rows that name its text or meeting. */
export const Added = z.object({
  textId: z.number().default(0),
  blockIds: z.array(z.number()).default([]),
  actionIds: z.array(z.number()).default([]),
  aliases: z.array(Alias).default([]),
  affiliations: z.array(Affiliation).default([]),
  /** The planned meeting as it was before; null for a meeting that was added. */
  planned: MeetingBefore.nullable().default(null),
  plannedAgenda: z.string().default(""),
});
export type Added = z.infer<typeof Added>;

/** A report on its way in. */
export type ReportImport = {
  id: number;
  groupId: number;
  sourceName: string | null;
  reading: Reading;
  choices: Choices;
  state: ImportState;
  meetingId: number | null;
  /** The import of which this is a changed copy. */
  revises: number | null;
  added: Added;
  createdAt: Date;
  decidedAt: Date | null;
};

/** Where an import is looked at. */
export const importAddress = (groupSlug: string, id: number): string => `/${groupSlug}/import/${id}`;
