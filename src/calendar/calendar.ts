import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { type Meeting, meetingAddress } from "../meetings/meeting.ts";

type Called = { slug: string; name: string; shortName: string | null };

/** One line without control characters: a line break in a name would begin a line of the calendar's own. */
const oneLine = (words: string): string => words.replace(/\p{Cc}+/gu, " ").trim();

/**
 * Meetings as iCalendar (RFC 5545): a stable UID each, in UTC, or a whole day where the hour is not known. No attendee
 * is named, so that no list leaks. `titles` gives each its name in the reader's language.
 */
export function calendarOf(
  group: Called,
  meetings: readonly Meeting[],
  titleOf: (meeting: Meeting) => string,
  origin: string,
  now: Date,
): string {
  const calendar = ical({
    name: oneLine(group.shortName ?? group.name),
    prodId: { company: "Baraza", product: "Baraza" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const host = new URL(origin).host;
  for (const meeting of meetings) {
    if (meeting.heldOn === null) continue;
    const start = meeting.startsAt ?? new Date(`${meeting.heldOn}T00:00:00Z`);
    calendar.createEvent({
      id: `meeting-${meeting.id}@${host}`,
      stamp: now,
      start,
      end: endOf(meeting, start),
      allDay: meeting.startsAt === null,
      summary: oneLine(`${group.shortName ?? group.name}: ${titleOf(meeting)}`),
      url: origin + meetingAddress(group.slug, meeting.handle),
      status: ICalEventStatus.CONFIRMED,
      ...(meeting.joiningLink !== null && { location: oneLine(meeting.joiningLink) }),
    });
  }
  return calendar.toString();
}

const HOUR_MS = 3_600_000;
/** An hour where no end is known. */
const endOf = (meeting: Meeting, start: Date): Date =>
  meeting.endsAt ?? new Date(start.getTime() + (meeting.startsAt === null ? 24 * HOUR_MS : HOUR_MS));
