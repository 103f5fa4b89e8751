import { type Generated, type Kysely, sql } from "kysely";
import { heldThatDay } from "../people/affiliation.queries.ts";
import type { AffiliationKind } from "../people/affiliation.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { notHidden } from "../texts/hidden-block.queries.ts";
import { isWithheld } from "./disclosure.queries.ts";
import type { Attendance, RoleAtMeeting } from "./meeting.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    meeting_role: {
      id: Generated<number>;
      meeting_id: number;
      position: number;
      role: RoleAtMeeting["role"];
      words: string;
      person_id: number | null;
      body_id: number | null;
    };
    agenda_item: {
      id: Generated<number>;
      meeting_id: number;
      parent_id: number | null;
      position: number;
      label: string | null;
      title: string;
      block_id: number | null;
    };
    attendance: {
      id: Generated<number>;
      meeting_id: number;
      position: number;
      standing: Attendance["standing"];
      name_words: string;
      affiliation_words: string | null;
      role_words: string | null;
      stakeholder_group: string | null;
      person_id: number | null;
      body_id: number | null;
    };
    attachment: {
      id: Generated<number>;
      meeting_id: number;
      position: number;
      title: string | null;
      address: string | null;
      from_words: string | null;
      to_words: string | null;
      block_id: number | null;
    };
  }
}

/** These four are statements: run them alone, or put them into one with others. */
export const rolesOf = (db: Kysely<Schema>, meetingId: number) =>
  db
    .selectFrom("meeting_role")
    .where("meeting_id", "=", meetingId)
    .select(["id", "role", "words", "person_id as personId", "body_id as bodyId"])
    .orderBy("position")
    .orderBy("id")
    .limit(100);

export const agendaOf = (db: Kysely<Schema>, meetingId: number) =>
  db
    .selectFrom("agenda_item")
    .leftJoin("block_shown", "block_shown.block_id", "agenda_item.block_id")
    .where("meeting_id", "=", meetingId)
    .select(["agenda_item.id", "parent_id as parentId", "label", "block_shown.number as blockNumber"])
    // An item is called as its heading in the record: where that is hidden, its place is all that is told.
    .select(sql<string>`case when ${notHidden("agenda_item.block_id")} then title else '…' end`.as("title"))
    .orderBy("agenda_item.position")
    .orderBy("agenda_item.id")
    .limit(500);

/**
 * Who is on the list; `named` leaves out those who are not named where everyone reads. Ask `readableOf` before this is
 * shown to anyone.
 */
export const attendanceOf = (db: Kysely<Schema>, meetingId: number, which: "all" | "named") =>
  db
    .selectFrom("attendance")
    .leftJoin("person_shown", "person_shown.id", "attendance.person_id")
    .where("meeting_id", "=", meetingId)
    .$if(which === "named", (query) => query.where(({ not }) => not(isWithheld(PERSON, MEETING))))
    .select([
      "attendance.id",
      "standing",
      "name_words as name",
      "affiliation_words as affiliation",
      "role_words as role",
      "stakeholder_group as stakeholderGroup",
      "person_id as personId",
      "person_shown.slug as personSlug",
      "body_id as bodyId",
    ])
    .select([
      sql<string | null>`case when affiliation_words is null then ${heldAt("affiliation")} end`.as("heldAffiliation"),
      sql<string | null>`case when stakeholder_group is null then ${heldAt("stakeholder group")} end`.as(
        "heldStakeholderGroup",
      ),
    ])
    .orderBy("position")
    .orderBy("attendance.id")
    .limit(2_000);

const [PERSON, MEETING] = [sql`attendance.person_id`, sql`attendance.meeting_id`];
const MEETING_DAY = sql`(select of_entry.held_on from meeting as of_entry where of_entry.id = attendance.meeting_id)`;
const heldAt = (kind: AffiliationKind) => heldThatDay(kind, PERSON, MEETING_DAY);

/** The stakeholder group of an entry: as the report says, else as the register says of that day. */
export const stakeholderGroupThatDay = sql<
  string | null
>`coalesce(attendance.stakeholder_group, ${heldAt("stakeholder group")})`;

/** How many were there, by stakeholder group; null where none is stated. */
export const presentByGroup = (db: Kysely<Schema>, meetingId: number) =>
  db
    .selectFrom("attendance")
    .where("meeting_id", "=", meetingId)
    .where("standing", "=", "present")
    .groupBy(sql`"stakeholderGroup"`)
    .select([stakeholderGroupThatDay.as("stakeholderGroup"), sql<number>`count(*)::int`.as("count")])
    .orderBy("stakeholderGroup")
    .limit(100);

/** How many on the list are not named where everyone reads. */
export const unnamedOf = (db: Kysely<Schema>, meetingId: number) =>
  db
    .selectFrom("attendance")
    .where("meeting_id", "=", meetingId)
    .where(isWithheld(PERSON, MEETING))
    .select(sql<number>`count(*)::int`.as("count"));

export const attachmentsOf = (db: Kysely<Schema>, meetingId: number) =>
  db
    .selectFrom("attachment")
    .leftJoin("block_shown", "block_shown.block_id", "attachment.block_id")
    .where("meeting_id", "=", meetingId)
    .where(notHidden("attachment.block_id"))
    .select([
      "attachment.id",
      "title",
      "address",
      "from_words as from",
      "to_words as to",
      "block_shown.number as blockNumber",
    ])
    .orderBy("attachment.position")
    .orderBy("attachment.id")
    .limit(500);

export async function addRoles(
  trx: Database,
  meetingId: number,
  roles: readonly Omit<RoleAtMeeting, "id">[],
): Promise<void> {
  await sql`insert into meeting_role (meeting_id, position, role, words, person_id, body_id)
    select ${meetingId}, place, role, words, person_id, body_id from unnest(${roles.map((role) => role.role)}::text[],
      ${roles.map((role) => role.words)}::text[], ${roles.map((role) => role.personId)}::integer[], ${roles.map((role) => role.bodyId)}::integer[])
      with ordinality as given (role, words, person_id, body_id, place)`.execute(trx);
}

/** Adds agenda items in order; `parent` is the place in this very list of the item it stands under. */
export async function addAgenda(
  trx: Database,
  meetingId: number,
  items: readonly { parent: number | null; label: string | null; title: string; blockId: number | null }[],
): Promise<void> {
  const ids: number[] = [];
  for (const level of [null, "children"]) {
    const chosen = items
      .map((item, place) => ({ item, place }))
      .filter(({ item }) => (item.parent === null) === (level === null));
    const added = await sql<{ id: number; place: number }>`
      insert into agenda_item (meeting_id, parent_id, position, label, title, block_id)
      select ${meetingId}, parent_id, place, label, title, block_id from unnest(${chosen.map(({ place }) => place)}::integer[],
        ${chosen.map(({ item }) => (item.parent === null ? null : (ids[item.parent] ?? null)))}::integer[],
        ${chosen.map(({ item }) => item.label)}::text[], ${chosen.map(({ item }) => item.title)}::text[],
        ${chosen.map(({ item }) => item.blockId)}::integer[]) as given (place, parent_id, label, title, block_id)
      returning id, position as place`.execute(trx);
    for (const row of added.rows) ids[row.place] = row.id;
  }
}

export async function removeAgenda(trx: Database, meetingId: number): Promise<void> {
  await trx.deleteFrom("agenda_item").where("meeting_id", "=", meetingId).execute();
}

export async function addAttendance(
  trx: Database,
  meetingId: number,
  entries: readonly Omit<Attendance, "id" | "personSlug">[],
): Promise<void> {
  await sql`insert into attendance (meeting_id, position, standing, name_words, affiliation_words, role_words, stakeholder_group, person_id, body_id)
    select ${meetingId}, place, standing, name, affiliation, role, stakeholder_group, person_id, body_id
    from unnest(${entries.map((entry) => entry.standing)}::text[], ${entries.map((entry) => entry.name)}::text[],
      ${entries.map((entry) => entry.affiliation)}::text[], ${entries.map((entry) => entry.role)}::text[],
      ${entries.map((entry) => entry.stakeholderGroup)}::text[], ${entries.map((entry) => entry.personId)}::integer[],
      ${entries.map((entry) => entry.bodyId)}::integer[])
      with ordinality as given (standing, name, affiliation, role, stakeholder_group, person_id, body_id, place)`.execute(
    trx,
  );
}

export async function addAttachments(
  trx: Database,
  meetingId: number,
  entries: readonly {
    title: string | null;
    address: string | null;
    from: string | null;
    to: string | null;
    blockId: number | null;
  }[],
): Promise<void> {
  await sql`insert into attachment (meeting_id, position, title, address, from_words, to_words, block_id)
    select ${meetingId}, place, title, address, from_words, to_words, block_id
    from unnest(${entries.map((entry) => entry.title)}::text[], ${entries.map((entry) => entry.address)}::text[],
      ${entries.map((entry) => entry.from)}::text[], ${entries.map((entry) => entry.to)}::text[],
      ${entries.map((entry) => entry.blockId)}::integer[])
      with ordinality as given (title, address, from_words, to_words, block_id, place)`.execute(trx);
}

/** One entry of this meeting's list; undefined where the entry is another meeting's. Locks it. */
export const findAttendance = (trx: Database, meetingId: number, id: number) =>
  trx
    .selectFrom("attendance")
    .where("meeting_id", "=", meetingId)
    .where("id", "=", id)
    .select(["standing", "name_words as name", "affiliation_words as affiliation", "role_words as role"])
    .forUpdate()
    .executeTakeFirst();

export async function setAttendance(
  trx: Database,
  id: number,
  said: Pick<Attendance, "name" | "affiliation" | "role" | "standing">,
): Promise<void> {
  await trx
    .updateTable("attendance")
    .set({ name_words: said.name, affiliation_words: said.affiliation, role_words: said.role, standing: said.standing })
    .where("id", "=", id)
    .execute();
}
