import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { agendaOf } from "./agenda.queries.ts";
import type { AgendaItem, PlannedMeeting } from "./meeting.ts";

/** The handle itself where no meeting of the group has it, else with the first free number behind it. */
export async function freeHandle(
  trx: Database,
  groupId: number,
  handle: string,
  besides: number | null,
): Promise<string> {
  const rows = await trx
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where((eb) => eb.or([eb("handle", "=", handle), eb(sql`starts_with(handle, ${`${handle}-`})`, "=", true)]))
    .$if(besides !== null, (query) => query.where("id", "!=", besides ?? 0))
    .select("handle")
    .execute();
  const taken = new Set(rows.map((row) => row.handle));
  let free = handle;
  for (let next = 2; taken.has(free); next++) free = `${handle}-${next}`;
  return free;
}

/** The number after the group's last one; 1 for its first meeting, null where its meetings go without. */
export async function nextNumber(db: Database, groupId: number): Promise<number | null> {
  const found = await sql<{ last: number | null; any: boolean }>`
    select max(number) as last, count(*) > 0 as any from meeting where group_id = ${groupId} and withdrawn_at is null`.execute(
    db,
  );
  const { last = null, any = false } = found.rows[0] ?? {};
  if (last !== null) return last + 1;
  return any ? null : 1;
}

/** The agenda of the group's latest meeting that has one. */
export async function findLastAgenda(db: Database, groupId: number): Promise<AgendaItem[]> {
  const last = await db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("withdrawn_at", "is", null)
    .where((eb) =>
      eb.exists(eb.selectFrom("agenda_item").whereRef("meeting_id", "=", "meeting.id").select("agenda_item.id")),
    )
    .select("meeting.id")
    .orderBy("held_on", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? [] : agendaOf(db, last.id).execute();
}

/** Takes a meeting out of every list, its address given free; with null it comes back under `handle`. */
export async function setMeetingWithdrawn(
  trx: Database,
  id: number,
  handle: string,
  withdrawnAt: Date | null,
): Promise<void> {
  await trx.updateTable("meeting").set({ handle, withdrawn_at: withdrawnAt }).where("id", "=", id).execute();
}

/** Takes away what a report said of a meeting: who was there, the agenda, roles, documents. */
export async function removeRecorded(trx: Database, meetingId: number): Promise<void> {
  await sql`with gone_roles as (delete from meeting_role where meeting_id = ${meetingId}),
      gone_agenda as (delete from agenda_item where meeting_id = ${meetingId}),
      gone_attendance as (delete from attendance where meeting_id = ${meetingId})
    delete from attachment where meeting_id = ${meetingId}`.execute(trx);
}

/** Meetings without a report that a report could become, latest first; 50 at most. */
export const listMeetingsWithoutReport = (db: Database, groupId: number): Promise<PlannedMeeting[]> =>
  db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("withdrawn_at", "is", null)
    .where("text_id", "is", null)
    .select(["id", "handle", "number", "held_on as heldOn"])
    .orderBy("held_on", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .limit(50)
    .execute();

/** Meetings with a report that have this number or this day, the latest first; 20 at most. */
export const listMeetingsReported = (
  db: Database,
  groupId: number,
  like: { number: number | null; heldOn: string | null },
): Promise<PlannedMeeting[]> =>
  db
    .selectFrom("meeting")
    .where("group_id", "=", groupId)
    .where("withdrawn_at", "is", null)
    .where("text_id", "is not", null)
    .where((eb) => eb.or([eb("held_on", "=", like.heldOn), eb("number", "=", like.number)]))
    .select(["id", "handle", "number", "held_on as heldOn"])
    .orderBy("id", "desc")
    .limit(20)
    .execute();

type Named = { persons: number[]; bodies: number[] };

/** Persons and bodies whom the record of this meeting names as present, absent or with a role. */
export const namesOfMeeting = (db: Database, meetingId: number): Promise<Named> =>
  named(db, { meetingId, persons: [], bodies: [] });

/** Of these persons and bodies, those whom the record of any shown meeting names. */
export const namedAtMeetings = (db: Database, among: Named): Promise<Named> => named(db, { meetingId: null, ...among });

async function named(db: Database, which: Named & { meetingId: number | null }): Promise<Named> {
  const found = await sql<{ person_id: number | null; body_id: number | null }>`
    with entry as (
      select meeting_id, person_id, body_id from attendance union all select meeting_id, person_id, body_id from meeting_role
    )
    select distinct person_id, body_id from entry join meeting on meeting.id = entry.meeting_id
    where case when ${which.meetingId}::integer is null
      then meeting.withdrawn_at is null and (person_id = any(${which.persons}::integer[]) or body_id = any(${which.bodies}::integer[]))
      else meeting_id = ${which.meetingId}::integer end`.execute(db);
  return {
    persons: found.rows.flatMap((row) => row.person_id ?? []),
    bodies: found.rows.flatMap((row) => row.body_id ?? []),
  };
}

/** Persons whom the records of this group's meetings name; 5,000 at most. */
export async function personsOfGroup(db: Database, groupId: number): Promise<number[]> {
  const found = await sql<{ person_id: number }>`
    select distinct person_id from (
      select meeting_id, person_id from attendance union all select meeting_id, person_id from meeting_role
    ) as entry join meeting on meeting.id = entry.meeting_id
    where group_id = ${groupId} and withdrawn_at is null and person_id is not null order by person_id limit 5000`.execute(
    db,
  );
  return found.rows.map((row) => row.person_id);
}

/** Affiliations that the record of any shown meeting gives these persons. */
export async function affiliationsSaid(
  db: Database,
  personIds: readonly number[],
): Promise<{ personId: number; words: string }[]> {
  const found = await sql<{ personId: number; words: string }>`
    select distinct person_id as "personId", affiliation_words as words from attendance join meeting on meeting.id = meeting_id
    where person_id = any(${[...personIds]}::integer[]) and affiliation_words is not null and withdrawn_at is null`.execute(
    db,
  );
  return found.rows;
}
