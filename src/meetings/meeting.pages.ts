import { type Fill, type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { emptyRoom, row, rows, state } from "../ui/parts.ts";
import { day, moment, shortDayWords } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { isPublished, type Meeting, meetingAddress } from "./meeting.ts";

export type Frame = { words: Words; place: Place; path: string };

export const STATE_WORDS: Record<Meeting["state"], string> = {
  planned: toSay("planned"),
  open: toSay("under way"),
  closed: toSay("draft, seen by office holders"),
  published: toSay("published"),
  final: toSay("final"),
};

/** "Meeting 41", or its own title, or the day where it has no number. */
export function meetingName(words: Words, meeting: Pick<Meeting, "number" | "heldOn">): string {
  if (meeting.number !== null) return words.t("Meeting {number}", { number: String(meeting.number) });
  return meeting.heldOn === null
    ? words.t("Meeting")
    : words.t("Meeting of {day}", { day: shortDayWords(words, meeting.heldOn) });
}

export const whenHeld = (words: Words, meeting: Meeting): Fill =>
  meeting.startsAt ? moment(words, meeting.startsAt, meeting.timeZone) : meeting.heldOn && day(words, meeting.heldOn);

/** One meeting in a list: which, when, in what state. */
export function meetingRow(words: Words, groupSlug: string, meeting: Meeting): Html {
  const name = meetingName(words, meeting);
  const what = html`<a href="${meetingAddress(groupSlug, meeting.handle)}">${name}</a>`;
  const shape = meeting.state === "planned" ? "planned" : "draft";
  return row({
    what,
    more: [whenHeld(words, meeting), !isPublished(meeting) && state(shape, words.t(STATE_WORDS[meeting.state]))],
  });
}

/** All meetings of a group, by year, the latest first. */
export function meetingsPage(
  frame: Frame,
  groupSlug: string,
  meetings: readonly Meeting[],
  desk: Fill,
  beginning: Fill,
): Html {
  const { words } = frame;
  const title = words.t("Meetings");
  const byYear = Map.groupBy(meetings, (meeting) => meeting.heldOn?.slice(0, 4) ?? words.t("No date"));
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>${desk}
      ${meetings.length === 0 && emptyRoom(words.t("The reports of this group will stand here."), beginning)}
      ${[...byYear].map(([year, ofYear]) => html`<h2>${year}</h2>${rows(ofYear.map((one) => meetingRow(words, groupSlug, one)))}`)}
      ${meetings.length > 0 && html`<p class="soft"><a href="/${groupSlug}/meetings.csv">.csv</a> <a href="/${groupSlug}/timeline">${words.t("The meetings over time")}</a></p>`}`,
  });
}
