import { z } from "zod";
import {
  Disclosure,
  disclosureOfWord,
  disclosureWord,
  ListDisclosure,
  RecordingDisclosure,
  recordingWord,
} from "../access/disclosure.ts";
import { WrittenName } from "../people/written-name.ts";
import { isZone } from "../ui/time.ts";
import { toSay } from "../ui/words.ts";
import { handleOf, type Meeting } from "./meeting.ts";

const empty = (value: unknown): unknown => (value === "" || value === undefined ? null : value);
const words = (limit: number) =>
  z.preprocess(empty, z.string().trim().max(limit, toSay("That is too long.")).nullable());

/** What an office holder may correct of a meeting: each field as the form sends it. */
export const MeetingCorrection = z.object({
  number: z.preprocess(
    empty,
    z.coerce
      .number(toSay("Give the number in figures."))
      .int(toSay("Give the number in figures."))
      .min(0)
      .max(100_000)
      .nullable(),
  ),
  title: words(300),
  heldOn: z.preprocess(empty, z.iso.date(toSay("Give the day as YYYY-MM-DD.")).nullable()),
  time: z.preprocess(
    empty,
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, toSay("Give the time as HH:MM."))
      .nullable(),
  ),
  timeZone: z.preprocess(
    empty,
    z.string().trim().refine(isZone, toSay("Give a time zone such as UTC or Africa/Nairobi.")).nullable(),
  ),
  list: ListDisclosure,
  recording: RecordingDisclosure,
  recordingAddress: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/, error: toSay("Give the address as https://…") })
      .max(2_000)
      .nullable(),
  ),
});
export type MeetingCorrection = z.infer<typeof MeetingCorrection>;

/** The clock of an instant in a zone, as "14:00". */
export function clockIn(at: Date, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).format(at);
}

/** The fields of a meeting as the form shows them. */
export const correctionOf = (meeting: Meeting): MeetingCorrection => ({
  number: meeting.number,
  title: meeting.title,
  heldOn: meeting.heldOn,
  time:
    meeting.startsAt === null
      ? null
      : clockIn(meeting.startsAt, isZone(meeting.timeZone ?? "") ? (meeting.timeZone ?? "UTC") : "UTC"),
  timeZone: meeting.timeZone,
  list: disclosureWord(meeting.list),
  recording: recordingWord(meeting.recording),
  recordingAddress: meeting.recordingAddress,
});

/** The meeting as corrected; its number as written goes where the number changed. `startsAt` is worked out by the caller's zone. */
export function corrected(meeting: Meeting, said: MeetingCorrection, startsAt: Date | null): Meeting {
  const moved = { ...meeting, number: said.number, heldOn: said.heldOn };
  const lengthMs = meeting.startsAt && meeting.endsAt ? meeting.endsAt.getTime() - meeting.startsAt.getTime() : null;
  return {
    ...moved,
    numberWords: said.number === meeting.number ? meeting.numberWords : null,
    title: said.title,
    handle: handleOf(moved),
    startsAt,
    endsAt: startsAt && lengthMs !== null ? new Date(startsAt.getTime() + lengthMs) : null,
    timeWords:
      said.time === correctionOf(meeting).time && said.timeZone === meeting.timeZone
        ? meeting.timeWords
        : said.time && `${said.time} ${said.timeZone ?? "UTC"}`,
    timeZone: said.timeZone,
    list: disclosureOfWord(said.list),
    recording: disclosureOfWord(said.recording),
    recordingAddress: said.recordingAddress,
    disclosureWords: meeting.disclosureWords,
  };
}

/** One entry of the list, as an office holder corrects it. */
export const AttendanceCorrection = z.object({
  name: WrittenName,
  affiliation: words(300),
  role: words(300),
  standing: z.enum(["present", "apologies", "not represented"]),
});
export type AttendanceCorrection = z.infer<typeof AttendanceCorrection>;

/** A correction as the journal kept it; one from before who and how were one word is read as it was meant. */
export function correctionFromJournal(kept: unknown): MeetingCorrection | null {
  const earlier = Earlier.safeParse(kept);
  const read = MeetingCorrection.safeParse(
    earlier.success
      ? { ...earlier.data, list: listOfEarlier(earlier.data), recording: recordingOfEarlier(earlier.data) }
      : kept,
  );
  return read.success ? read.data : null;
}
const Earlier = z.looseObject({
  listAudience: z.string(),
  listOnRequest: z.boolean(),
  recordingAudience: z.string(),
  recordingOnRequest: z.boolean(),
});
type Earlier = z.infer<typeof Earlier>;
const listOfEarlier = (kept: Earlier) =>
  disclosureWord(Disclosure.parse({ audience: kept.listAudience, onRequest: kept.listOnRequest }));
const recordingOfEarlier = (kept: Earlier) =>
  recordingWord(Disclosure.parse({ audience: kept.recordingAudience, onRequest: kept.recordingOnRequest }));
