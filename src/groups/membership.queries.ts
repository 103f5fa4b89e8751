import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { OfficeKind } from "./group.ts";
import type { Membership, Office } from "./membership.ts";

const MOST = 2_000;

const membership = (db: Database) =>
  db
    .selectFrom("membership")
    .innerJoin("person_shown", "person_shown.id", "membership.person_id")
    .select([
      "membership.id",
      "person_id as personId",
      "person_shown.slug",
      "person_shown.name",
      "since_on as sinceOn",
      "until_on as untilOn",
      "suspended_at as suspendedAt",
    ]);

const office = (db: Database) =>
  db
    .selectFrom("office")
    .innerJoin("person_shown", "person_shown.id", "office.person_id")
    .select([
      "office.id",
      "person_id as personId",
      "person_shown.slug",
      "person_shown.name",
      "kind",
      "office.title",
      "since_on as sinceOn",
      "until_on as untilOn",
    ]);

/** Everybody who is a member, also a suspended one, on this day. */
export const listMembers = (db: Database, groupId: number, on: string): Promise<Membership[]> =>
  membership(db)
    .where("group_id", "=", groupId)
    .where("since_on", "<=", on)
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">", on)]))
    .orderBy(sql`lower(person_shown.name)`)
    .orderBy("membership.id")
    .limit(MOST)
    .execute();

/** Offices with their days, those of today first; past ones after them. */
export const listOffices = (db: Database, groupId: number): Promise<Office[]> =>
  office(db)
    .where("group_id", "=", groupId)
    .orderBy("until_on", (order) => order.desc().nullsFirst())
    .orderBy("kind")
    .orderBy("office.id")
    .limit(300)
    .execute();

export const findMembership = (db: Database, groupId: number, id: number): Promise<Membership | undefined> =>
  membership(db).where("group_id", "=", groupId).where("membership.id", "=", id).executeTakeFirst();

/** Makes a person a member from this day; who left on the same day is one again. Returns the membership's number. */
export async function beginMembership(trx: Database, groupId: number, personId: number, on: string): Promise<number> {
  const { id } = await trx
    .insertInto("membership")
    .values({ group_id: groupId, person_id: personId, since_on: on, until_on: null })
    .onConflict((conflict) => conflict.columns(["group_id", "person_id", "since_on"]).doUpdateSet({ until_on: null }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function setMembership(
  trx: Database,
  id: number,
  { untilOn, suspendedAt }: Pick<Membership, "untilOn" | "suspendedAt">,
): Promise<void> {
  await trx
    .updateTable("membership")
    .set({ until_on: untilOn, suspended_at: suspendedAt })
    .where("id", "=", id)
    .execute();
}

export async function addOffice(
  trx: Database,
  groupId: number,
  given: { personId: number; kind: OfficeKind; title: string | null },
  sinceOn: string,
): Promise<number> {
  const { personId, kind, title } = given;
  const { id } = await trx
    .insertInto("office")
    .values({ group_id: groupId, person_id: personId, kind, title, since_on: sinceOn, until_on: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function setOfficeEnd(trx: Database, ids: readonly number[], untilOn: string | null): Promise<void> {
  await trx
    .updateTable("office")
    .set({ until_on: untilOn })
    .where((eb) => eb("id", "=", sql<number>`any(${[...ids]}::integer[])`))
    .execute();
}

/** Whether somebody is co-chair on this day whose membership does not rest. */
export async function hasActingCoChair(trx: Database, groupId: number, on: string): Promise<boolean> {
  const found = await sql`select 1 from office where group_id = ${groupId} and kind = 'co-chair'
      and since_on <= ${on} and (until_on is null or until_on > ${on})
      and not exists (select 1 from membership where membership.group_id = office.group_id
        and membership.person_id = office.person_id and suspended_at is not null
        and membership.since_on <= ${on} and (membership.until_on is null or membership.until_on > ${on}))
    limit 1`.execute(trx);
  return found.rows.length > 0;
}
