import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import type { Affiliation, AffiliationKind } from "./affiliation.ts";

/** What a person was and is, newest first; to be narrowed to what a reader may know. */
export const affiliationsOf = (db: Kysely<Schema>, personId: number) =>
  db
    .selectFrom("affiliation")
    .where("affiliation.person_id", "=", personId)
    .select(["affiliation.id", "kind", "words", "body_id as bodyId", "stakeholder_group as stakeholderGroup"])
    .select(["since_said as sinceSaid", "until_said as untilSaid", "since_on as sinceOn", "until_on as untilOn"])
    .orderBy(sql`coalesce(since_on, until_on) desc nulls last`)
    .orderBy("affiliation.id", "desc")
    .limit(100);

/** Whether someone said it by hand: with a day, that is. What a report said bears the day of its meeting alone. */
export const saidByHand = (row: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${row}.since_said`)} is not null or ${sql.ref(`${row}.until_said`)} is not null)`;

/**
 * What somebody was on a day, by what was said by hand; the latest of several. What another report said is left aside:
 * its list may be for fewer than the one in which this is shown.
 */
export const heldThatDay = (
  kind: AffiliationKind,
  personId: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): RawBuilder<string | null> =>
  sql<string | null>`(select held.words from affiliation as held
    where held.person_id = ${personId} and held.kind = ${sql.lit(kind)} and ${saidByHand("held")}
      and (held.since_on is null or held.since_on <= ${day}) and (held.until_on is null or held.until_on > ${day})
    order by held.since_on desc nulls last, held.id desc limit 1)`;

export async function addAffiliation(
  trx: Database,
  personId: number,
  said: Omit<Affiliation, "id">,
): Promise<Affiliation> {
  const { id } = await trx
    .insertInto("affiliation")
    .values({ person_id: personId, ...columnsOf(said) })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { ...said, id };
}

export async function setAffiliation(trx: Database, one: Affiliation): Promise<void> {
  await trx.updateTable("affiliation").set(columnsOf(one)).where("id", "=", one.id).execute();
}

/** Puts back one that was taken away, under its number, by which later acts know it. */
export async function putAffiliationBack(trx: Database, personId: number, one: Affiliation): Promise<void> {
  await sql`insert into affiliation (id, person_id, kind, words, body_id, stakeholder_group, since_said, until_said, since_on, until_on)
    overriding system value values (${one.id}, ${personId}, ${one.kind}, ${one.words}, ${one.bodyId}, ${one.stakeholderGroup},
      ${one.sinceSaid}, ${one.untilSaid}, ${one.sinceOn}::date, ${one.untilOn}::date)`.execute(trx);
}

export async function removeAffiliation(trx: Database, id: number): Promise<void> {
  await trx.deleteFrom("affiliation").where("id", "=", id).execute();
}

const columnsOf = (one: Omit<Affiliation, "id">) => ({
  ...{ kind: one.kind, words: one.words, body_id: one.bodyId, stakeholder_group: one.stakeholderGroup },
  ...{ since_said: one.sinceSaid, until_said: one.untilSaid, since_on: one.sinceOn, until_on: one.untilOn },
});
