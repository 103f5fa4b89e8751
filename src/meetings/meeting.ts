import type { Actor } from "../access/actor.ts";
import { type Attribution, type Disclosure, disclosureFacts } from "../access/disclosure.ts";
import { may, type Thing } from "../access/may.ts";

export const MEETING_STATES = ["planned", "open", "closed", "published", "final"] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export type Meeting = {
  id: number;
  groupId: number;
  /** Last part of its address: the number, or the day where there is none. */
  handle: string;
  number: number | null;
  /** The number as the report writes it: "XVII". */
  numberWords: string | null;
  title: string | null;
  heldOn: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** The time as the report writes it, and the zone it was called in. */
  timeWords: string | null;
  timeZone: string | null;
  joiningLink: string | null;
  state: MeetingState;
  list: Disclosure;
  recording: Disclosure;
  /** Where the recording is to be had; null where none is kept. */
  recordingAddress: string | null;
  /** Whether anybody is named in its record; fixed before it opens. */
  attribution: Attribution;
  /** Whether the names of its list gave way to counts. */
  namesGone: boolean;
  /** The report's own sentence on both. */
  disclosureWords: string | null;
  nextOn: string | null;
  nextWords: string | null;
  nextCertainty: "fixed" | "proposed" | null;
  textId: number | null;
};

/** As much of a meeting as it takes to choose among several. */
export type PlannedMeeting = Pick<Meeting, "id" | "handle" | "number" | "heldOn">;

/** Days that reports of one meeting may differ by, where a number says that they are of one. */
const SAME_NUMBER_DAYS = 45;

/** Whether two reports speak of one meeting: the same number about the same time, or the same day where a number is missing. */
export function isSameMeeting(one: Numbered, other: Numbered): boolean {
  const days =
    one.heldOn && other.heldOn ? Math.abs(Date.parse(one.heldOn) - Date.parse(other.heldOn)) / 86_400_000 : null;
  if (one.number !== null && other.number !== null)
    return one.number === other.number && (days === null || days <= SAME_NUMBER_DAYS);
  return days === 0;
}
type Numbered = Pick<Meeting, "number" | "heldOn">;

export const hasReport = (meeting: Meeting): boolean => meeting.textId !== null;
export const isPublished = (meeting: Pick<Meeting, "state">): boolean =>
  meeting.state === "published" || meeting.state === "final";

/** That there is a meeting is public while it is only planned, and once its report is published. */
export const mayReadMeeting = (by: Actor, meeting: Meeting): boolean =>
  may(by, "read", {
    resource: "meeting",
    groupId: meeting.groupId,
    published: isPublished(meeting) || meeting.state === "planned",
  });

export const mayReadAgenda = (by: Actor, meeting: Meeting): boolean =>
  may(by, "read", { resource: "agenda", groupId: meeting.groupId, published: isPublished(meeting) });

/** Where one joins is for members: a link that anyone has lets anyone in. */
export const mayReadLink = (by: Actor, meeting: Meeting): boolean =>
  may(by, "read", { resource: "meeting", field: "link", groupId: meeting.groupId });

/** The last part of a meeting's address. */
export const handleOf = (meeting: { number: number | null; heldOn: string | null }): string =>
  meeting.number !== null ? String(meeting.number) : (meeting.heldOn ?? "undated");

/** Where a meeting is shown. */
export const meetingAddress = (groupSlug: string, handle: string): string => `/${groupSlug}/meetings/${handle}`;

/** The list and the recording as the rules see them. `wasThere`: the asker stands on the list as present. */
export const listOf = (meeting: Meeting, wasThere: boolean): Thing => ({
  resource: "attendance",
  groupId: meeting.groupId,
  ...disclosureFacts(meeting.list, isPublished(meeting), wasThere),
});
export const recordingOf = (meeting: Meeting, wasThere: boolean): Thing => ({
  resource: "recording",
  groupId: meeting.groupId,
  ...disclosureFacts(meeting.recording, isPublished(meeting), wasThere),
});

export const ROLES_AT_MEETING = ["moderator", "chat moderator", "host", "rapporteur", "presenter"] as const;
export type RoleAtMeeting = {
  id: number;
  role: (typeof ROLES_AT_MEETING)[number];
  words: string;
  personId: number | null;
  bodyId: number | null;
};

export type AgendaItem = {
  id: number;
  parentId: number | null;
  label: string | null;
  title: string;
  blockNumber: number | null;
};

/** One entry of the list, as the person was named and affiliated that day. */
export type Attendance = {
  id: number;
  standing: "present" | "apologies" | "not represented";
  name: string;
  affiliation: string | null;
  role: string | null;
  stakeholderGroup: string | null;
  personId: number | null;
  personSlug: string | null;
  bodyId: number | null;
};

/** An entry of a list with what held that day where the list is silent: by the register of persons, not by the report. */
export type ListedAttendance = Attendance & {
  heldAffiliation?: string | null;
  heldStakeholderGroup?: string | null;
};

export type Attachment = {
  id: number;
  title: string | null;
  address: string | null;
  from: string | null;
  to: string | null;
  blockNumber: number | null;
};
