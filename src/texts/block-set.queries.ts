/** Many blocks of one text at once, as a changed copy of the whole text brings them. */
import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { nextChange } from "./block.queries.ts";
import type { NewBlock } from "./text.ts";

export type RevisedBlock = NewBlock & { id: number; withdrawn: boolean };

/** Adds a revision to each of these blocks on top of its present one. Hold the text's lock or the group's. */
export async function reviseBlocks(
  trx: Database,
  textId: number,
  revised: readonly RevisedBlock[],
  by: { accountId: number | null },
  now: Date,
): Promise<void> {
  if (revised.length === 0) return;
  const { change } = await nextChange(trx, textId, 0);
  await sql`
    with given as (
      select * from unnest(${revised.map((one) => one.id)}::integer[], ${revised.map((one) => one.kind)}::text[],
        ${revised.map((one) => one.body)}::text[], ${revised.map((one) => JSON.stringify(one.attributes ?? {}))}::jsonb[],
        ${revised.map((one) => one.withdrawn)}::boolean[], ${revised.map(() => randomBytes(16))}::bytea[])
        as given (id, kind, body, attributes, withdrawn, salt)
    ), added as (
      insert into block_revision (block_id, revision, kind, body, attributes, withdrawn, change_number, account_id, salt, at)
      select block_now.block_id, block_now.revision + 1, given.kind, given.body, given.attributes, given.withdrawn,
        ${change}, ${by.accountId}::integer, given.salt, ${now}
      from given join block_now on block_now.block_id = given.id and block_now.text_id = ${textId}
      returning block_id, revision, kind, body, attributes, withdrawn
    )
    update block_now set revision = added.revision, kind = added.kind, body = added.body, attributes = added.attributes,
      withdrawn = added.withdrawn
    from added where block_now.block_id = added.block_id`.execute(trx);
}

/** Puts the blocks of a text in this order. What is left out keeps its place after what stood before it. */
export async function orderBlocks(trx: Database, textId: number, ids: readonly number[]): Promise<void> {
  await sql`
    with given as (
      select id, place * 1024 as position from unnest(${[...ids]}::integer[]) with ordinality as given (id, place)
    ), moved as (
      update block set position = given.position from given where block.id = given.id and block.text_id = ${textId}
      returning block.id, block.position
    )
    update block_now set position = moved.position from moved where block_now.block_id = moved.id`.execute(trx);
}
