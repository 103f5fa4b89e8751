import { sql } from "kysely";
import { type Attribution, disclosureOfWord, disclosureWord, recordingWord } from "../access/disclosure.ts";
import { findDisclosureDefaults, namesKeptIn } from "../groups/group.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { GroupDisclosure, NamesGone, OwnMeeting, PlannedMeeting } from "./group-disclosure.ts";
import { meetingAddress } from "./meeting.ts";

export async function findGroupDisclosure(db: Database, groupId: number): Promise<GroupDisclosure> {
  const row = await findDisclosureDefaults(db, groupId);
  return {
    list: disclosureWord({ audience: row.list_audience, how: row.list_how }),
    recording: recordingWord({ audience: row.recording_audience, how: row.recording_how }),
    attribution: row.attribution,
    namesForMonths: row.names_for_months,
  };
}

export const asDefaults = ({ list, recording, ...rest }: GroupDisclosure) => ({
  ...rest,
  list: disclosureOfWord(list),
  recording: disclosureOfWord(recording),
});

/** Meetings that have not opened: what they name can still be chosen. */
export const listPlanned = (db: Database, groupId: number): Promise<PlannedMeeting[]> =>
  db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("state", "=", "planned")
    .where("withdrawn_at", "is", null)
    .select(["id", "handle", "held_on as heldOn", "attribution"])
    .orderBy("held_on")
    .orderBy("id")
    .limit(50)
    .execute();

/** Sets what a meeting names, as long as it has not opened. False where it has. */
export async function setAttribution(
  trx: Database,
  at: { groupId: number; meetingId: number },
  attribution: Attribution,
): Promise<boolean> {
  const set = await trx
    .updateTable("meeting")
    .set({ attribution })
    .where("id", "=", at.meetingId)
    .where("group_id", "=", at.groupId)
    .where("state", "=", "planned")
    .where("withdrawn_at", "is", null)
    .returning("id")
    .execute();
  return set.length > 0;
}

/** The last meetings whose names gave way to counts. */
export async function listNamesGone(db: Database, groupId: number): Promise<NamesGone[]> {
  const rows = await db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("names_gone_at", "is not", null)
    .select(["handle", "names_gone_at as goneAt"])
    .orderBy("names_gone_at", "desc")
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.flatMap(({ handle, goneAt }) => (goneAt === null ? [] : [{ handle, goneAt }]));
}

/** Meetings whose names are due to give way: never of a list that everyone had by name, or of a meeting without a day. */
export const listNamesDue = (db: Database, now: Date): Promise<{ id: number; groupId: number }[]> =>
  db
    .selectFrom("meeting")
    .innerJoin(namesKeptIn(db).as("kept"), "kept.groupId", "meeting.group_id")
    .where("meeting.names_gone_at", "is", null)
    .where("meeting.names_published", "=", false)
    .where("meeting.attribution", "=", "named")
    .where("meeting.state", "in", ["closed", "published", "final"])
    .where(sql<boolean>`meeting.held_on + kept.months * interval '1 month' < ${now}`)
    .select(["meeting.id", "meeting.group_id as groupId"])
    .orderBy("meeting.id")
    .limit(100)
    .execute();

/** What remains of each entry is that someone of a stakeholder group was there. Returns the entries. */
export async function forgetNames(trx: Database, meetingId: number, now: Date): Promise<number[]> {
  await trx.updateTable("meeting").set({ names_gone_at: now }).where("id", "=", meetingId).execute();
  const entries = await trx
    .updateTable("attendance")
    .set({ name_words: "", affiliation_words: null, role_words: null, person_id: null, body_id: null })
    .where("meeting_id", "=", meetingId)
    .returning("id")
    .execute();
  return entries.map(({ id }) => id);
}

/** Whether someone chose not to be named anywhere that everyone reads, and at which of their meetings. */
export async function findOwnNames(
  db: Database,
  personId: number,
): Promise<{ everywhere: boolean; meetings: OwnMeeting[] }> {
  const [everywhere, rows] = await Promise.all([
    db
      .selectFrom("withheld_name")
      .where("person_id", "=", personId)
      .where("meeting_id", "is", null)
      .select("id")
      .executeTakeFirst(),
    db
      .selectFrom("attendance")
      .innerJoin("meeting", "meeting.id", "attendance.meeting_id")
      .innerJoin("group_shown", "group_shown.id", "meeting.group_id")
      .leftJoin("withheld_name", (join) =>
        join.onRef("withheld_name.meeting_id", "=", "meeting.id").on("withheld_name.person_id", "=", personId),
      )
      .where("attendance.person_id", "=", personId)
      .where("meeting.withdrawn_at", "is", null)
      .distinct()
      .select(["meeting.id", "meeting.handle", "meeting.held_on as heldOn", "group_shown.slug", "group_shown.name"])
      .select("withheld_name.id as withheldId")
      .orderBy("meeting.held_on", "desc")
      .orderBy("meeting.id", "desc")
      .limit(200)
      .execute(),
  ]);
  return {
    everywhere: everywhere !== undefined,
    meetings: rows.map((row) => ({
      id: row.id,
      address: meetingAddress(row.slug, row.handle),
      heldOn: row.heldOn,
      groupName: row.name,
      withheld: row.withheldId !== null,
    })),
  };
}

/** `meetingId` null: everywhere. True where that changed something. */
export async function setWithheld(
  trx: Database,
  of: { personId: number; meetingId: number | null },
  withheld: "yes" | "no",
  now: Date,
): Promise<boolean> {
  if (withheld === "yes") {
    const added = await trx
      .insertInto("withheld_name")
      .values({ person_id: of.personId, meeting_id: of.meetingId, since: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .execute();
    return added.length > 0;
  }
  const gone = await trx
    .deleteFrom("withheld_name")
    .where("person_id", "=", of.personId)
    .where("meeting_id", of.meetingId === null ? "is" : "=", of.meetingId)
    .returning("id")
    .execute();
  return gone.length > 0;
}
