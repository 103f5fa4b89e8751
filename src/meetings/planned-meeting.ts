import { z } from "zod";
import { webAddress } from "../ui/html.ts";
import { toSay } from "../ui/words.ts";
import { clockIn } from "./correction.ts";
import type { AgendaItem, Meeting } from "./meeting.ts";

const MOST_ITEMS = 200;
const LONGEST_ITEM = 300;

/** An item of an agenda as it is typed; `parent` is the place in this list of the item it stands under. */
export type AgendaLine = { parent: number | null; label: string | null; title: string };

/** One line an item; what is set in, or has a number of two parts, stands under the one before. */
export function agendaFrom(text: string): AgendaLine[] {
  const items: AgendaLine[] = [];
  let above: number | null = null;
  for (const line of text.split("\n")) {
    const [, setIn = "", label, title = ""] =
      /^(\s*)(?:[-*•]\s+)?(?:(\d{1,3}(?:\.(?:\d{1,3}|[a-z]))?|[a-z])[.)]?\s+(?=\S))?(.*?)\s*$/i.exec(line) ?? [];
    if (title === "") continue;
    const isUnder = above !== null && (setIn.includes("\t") || setIn.length >= 2 || (label?.includes(".") ?? false));
    items.push({ parent: isUnder ? above : null, label: null, title });
    if (!isUnder) above = items.length - 1;
  }
  return items;
}

/** The same as text: what stands under another item is set in. */
export const agendaText = (items: readonly Pick<AgendaItem, "parentId" | "title">[]): string =>
  items.map(({ parentId, title }) => (parentId === null ? title : `  ${title}`)).join("\n");

const emptyAsNull = (words: string): string | null => (words === "" ? null : words);

/** What is asked to call a meeting; the day is all that is needed. */
export const MeetingPlan = z.object({
  heldOn: z.iso.date(toSay("Give the day of the meeting.")),
  time: z
    .string()
    .trim()
    .regex(/^(?:([01]\d|2[0-3]):[0-5]\d)?$/, toSay("Give the time as HH:MM."))
    .transform(emptyAsNull),
  joiningLink: z
    .string()
    .trim()
    .max(2_000, toSay("That is too long."))
    .refine(
      (link) => link === "" || webAddress(link) !== null,
      toSay("Give a whole address, such as https://meet.example.org/room."),
    )
    .transform(emptyAsNull),
  agenda: z
    .string()
    .refine((text) => agendaFrom(text).length <= MOST_ITEMS, toSay("That is more than 200 items."))
    .refine(
      (text) => agendaFrom(text).every(({ title }) => title.length <= LONGEST_ITEM),
      toSay("One of these items is too long."),
    ),
});
export type MeetingPlan = z.infer<typeof MeetingPlan>;

/** The plan of a meeting as its form and the journal have it. */
export const planOf = (meeting: Meeting, agenda: readonly AgendaItem[]): MeetingPlan => ({
  heldOn: meeting.heldOn ?? "",
  time: meeting.startsAt === null ? null : clockIn(meeting.startsAt, meeting.timeZone ?? "UTC"),
  joiningLink: meeting.joiningLink,
  agenda: agendaText(agenda),
});
