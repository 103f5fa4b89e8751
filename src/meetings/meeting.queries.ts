import { type Generated, type Selectable, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { type Attribution, type Audience, disclosureFacts, type How } from "../access/disclosure.ts";
import { mayWhere } from "../access/may.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { statement } from "../platform/database/statement.ts";
import type { Text } from "../texts/text.ts";
import { isPublished, type Meeting, type MeetingState } from "./meeting.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    meeting: {
      id: Generated<number>;
      group_id: number;
      handle: string;
      number: number | null;
      number_words: string | null;
      title: string | null;
      held_on: string | null;
      starts_at: Date | null;
      ends_at: Date | null;
      time_words: string | null;
      time_zone: string | null;
      joining_link: string | null;
      state: MeetingState;
      list_audience: Audience;
      list_how: How;
      recording_audience: Audience;
      recording_how: How;
      recording_address: string | null;
      attribution: Attribution;
      disclosure_words: string | null;
      next_on: string | null;
      next_words: string | null;
      next_certainty: "fixed" | "proposed" | null;
      text_id: number | null;
      created_at: Date;
      withdrawn_at: Generated<Date | null>;
      names_published: Generated<boolean>;
      names_gone_at: Generated<Date | null>;
    };
    meeting_shown: {
      id: number;
      group_id: number;
      handle: string;
      number: number | null;
      number_words: string | null;
      title: string | null;
      held_on: string | null;
      state: MeetingState;
      text_id: number | null;
    };
  }
}

const columns = [
  "id",
  "group_id",
  "handle",
  "number",
  "number_words",
  "title",
  "held_on",
  "starts_at",
  "ends_at",
  "time_words",
  "time_zone",
  "joining_link",
  "state",
  "list_audience",
  "list_how",
  "recording_audience",
  "recording_how",
  "recording_address",
  "attribution",
  "names_gone_at",
  "disclosure_words",
  "next_on",
  "next_words",
  "next_certainty",
  "text_id",
] as const;

type Row = Omit<Selectable<Schema["meeting"]>, "created_at" | "withdrawn_at" | "names_published">;

const asMeeting = (row: Row): Meeting => ({
  id: row.id,
  groupId: row.group_id,
  handle: row.handle,
  number: row.number,
  numberWords: row.number_words,
  title: row.title,
  heldOn: row.held_on,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  timeWords: row.time_words,
  timeZone: row.time_zone,
  joiningLink: row.joining_link,
  state: row.state,
  list: { audience: row.list_audience, how: row.list_how },
  recording: { audience: row.recording_audience, how: row.recording_how },
  recordingAddress: row.recording_address,
  attribution: row.attribution,
  namesGone: row.names_gone_at !== null,
  disclosureWords: row.disclosure_words,
  nextOn: row.next_on,
  nextWords: row.next_words,
  nextCertainty: row.next_certainty,
  textId: row.text_id,
});

export async function findMeetingByHandle(db: Database, groupId: number, handle: string): Promise<Meeting | undefined> {
  const row = await db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("handle", "=", handle)
    .where("withdrawn_at", "is", null)
    .select(columns)
    .executeTakeFirst();
  return row && asMeeting(row);
}

/** A group as the pages of its meetings name it. */
export type GroupShown = { id: number; slug: string; name: string; shortName: string | null; timeZone: string };

export type FoundMeeting = { group: GroupShown; meeting: Meeting; text: Text | null };

const meetingAt = statement({ groupSlug: "-the slug-", handle: "-the handle-" }, (db, { groupSlug, handle }) =>
  db
    .selectFrom("meeting")
    .innerJoin("group_shown", "group_shown.id", "meeting.group_id")
    .leftJoin("text_shown", "text_shown.id", "meeting.text_id")
    .where("group_shown.slug", "=", groupSlug)
    .where("meeting.handle", "=", handle)
    .where("meeting.withdrawn_at", "is", null)
    .select(columns.map((column) => `meeting.${column}` as const))
    .select([
      "group_shown.slug",
      "group_shown.name",
      "group_shown.short_name",
      "group_shown.time_zone as group_time_zone",
      "text_shown.id as shown_text_id",
      "text_shown.title as text_title",
      "text_shown.address",
      "text_shown.language",
      "text_shown.direction",
      "text_shown.published_at",
    ]),
);

/** The meeting at `/GROUP/meetings/HANDLE` with its group and the text of its report, in one statement. */
export async function findMeetingAt(
  db: Database,
  groupSlug: string,
  handle: string,
): Promise<FoundMeeting | undefined> {
  const [row] = await meetingAt(db, { groupSlug, handle });
  if (!row) return undefined;
  return {
    group: {
      id: row.group_id,
      slug: row.slug,
      name: row.name,
      shortName: row.short_name,
      timeZone: row.group_time_zone,
    },
    meeting: asMeeting(row),
    text:
      row.shown_text_id === null
        ? null
        : {
            id: row.shown_text_id,
            groupId: row.group_id,
            kind: "report",
            title: row.text_title ?? "",
            address: row.address ?? "",
            language: row.language ?? "en",
            direction: row.direction ?? "ltr",
            heldOn: row.held_on,
            publishedAt: row.published_at,
          },
  };
}

export async function findMeeting(db: Database, id: number): Promise<Meeting | undefined> {
  const row = await db
    .selectFrom("meeting")
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .select(columns)
    .executeTakeFirst();
  return row && asMeeting(row);
}

/** The group's meetings that this reader may know of, latest first; 500 at most. */
export async function listMeetings(db: Database, groupId: number, by: Actor): Promise<Meeting[]> {
  const facts = { published: sql<boolean>`state in ('published', 'final', 'planned')` };
  const rows = await db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("withdrawn_at", "is", null)
    .where(mayWhere(by, "read", { resource: "meeting" }, { groupId: sql.ref("group_id"), facts }))
    .select(columns)
    .orderBy("held_on", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .limit(500)
    .execute();
  return rows.map(asMeeting);
}

/** Everything of a new meeting; its address is `handle`, made free by the caller. */
export async function addMeeting(trx: Database, meeting: Omit<Meeting, "id">, now: Date): Promise<Meeting> {
  const row = await trx
    .insertInto("meeting")
    .values({ ...asRow(meeting), names_published: namesEveryone(meeting), created_at: now })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return asMeeting(row);
}

/** Sets every field of a meeting to what is given. */
export async function setMeeting(trx: Database, meeting: Meeting): Promise<void> {
  await trx
    .updateTable("meeting")
    // A list that everyone could have by name stays by name, whatever is set later.
    .set({ ...asRow(meeting), names_published: sql<boolean>`names_published or ${namesEveryone(meeting)}` })
    .where("id", "=", meeting.id)
    .execute();
}

export async function removeMeeting(trx: Database, id: number): Promise<void> {
  await trx.deleteFrom("meeting").where("id", "=", id).execute();
}

/** Whether everyone can have the list by name as of now. */
const namesEveryone = (meeting: Pick<Meeting, "list" | "state">): boolean =>
  disclosureFacts(meeting.list, isPublished(meeting), false).toAll === true;

const asRow = (meeting: Omit<Meeting, "id">): Omit<Row, "id" | "names_gone_at"> => ({
  group_id: meeting.groupId,
  handle: meeting.handle,
  number: meeting.number,
  number_words: meeting.numberWords,
  title: meeting.title,
  held_on: meeting.heldOn,
  starts_at: meeting.startsAt,
  ends_at: meeting.endsAt,
  time_words: meeting.timeWords,
  time_zone: meeting.timeZone,
  joining_link: meeting.joiningLink,
  state: meeting.state,
  list_audience: meeting.list.audience,
  list_how: meeting.list.how,
  recording_audience: meeting.recording.audience,
  recording_how: meeting.recording.how,
  recording_address: meeting.recordingAddress,
  attribution: meeting.attribution,
  disclosure_words: meeting.disclosureWords,
  next_on: meeting.nextOn,
  next_words: meeting.nextWords,
  next_certainty: meeting.nextCertainty,
  text_id: meeting.textId,
});
