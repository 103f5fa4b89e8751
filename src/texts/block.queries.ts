import { randomBytes } from "node:crypto";
import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { statement } from "../platform/database/statement.ts";
import { Conflict } from "../platform/refusal.ts";
import type { ConductRule } from "./hidden-block.ts";
import type { Block, BlockKind, NewBlock } from "./text.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    block: { id: Generated<number>; text_id: number; number: number; position: number };
    block_revision: {
      block_id: number;
      revision: number;
      kind: BlockKind;
      body: string;
      attributes: Generated<Record<string, unknown>>;
      withdrawn: Generated<boolean>;
      change_number: number;
      account_id: number | null;
      salt: Buffer | null;
      at: Date;
    };
    block_now: {
      block_id: number;
      text_id: number;
      number: number;
      position: number;
      revision: number;
      kind: BlockKind;
      body: string;
      attributes: Generated<Record<string, unknown>>;
      withdrawn: Generated<boolean>;
      hidden_for: Generated<ConductRule | null>;
      found_by: Generated<string>;
    };
  }
}

const shown = [
  "block_id as id",
  "number",
  "revision",
  "kind",
  "body",
  "attributes",
  "withdrawn",
  "hidden_for as hiddenFor",
] as const;

/** Positions are this far apart, so that a block can be put between two others. */
const STEP = 1024;

/** The blocks of a text in order, withdrawn and hidden ones with empty words; 20,000 at most. */
export const listBlocks = (db: Database, textId: number): Promise<Block[]> => blocksOf(db, { textId });

const blocksOf = statement({ textId: -7_000_001 }, (db, { textId }) =>
  db
    .selectFrom("block_now")
    .where("text_id", "=", textId)
    .select(["block_id as id", "number", "revision", "kind", "attributes", "hidden_for as hiddenFor"])
    .select([
      sql<boolean>`withdrawn or hidden_for is not null`.as("withdrawn"),
      sql<string>`case when withdrawn or hidden_for is not null then '' else body end`.as("body"),
    ])
    .orderBy("position")
    .orderBy("block_id")
    .limit(20_000),
);

/** Those whose words stand, hidden ones with theirs: for a changed copy that is laid over them, never for a reader. */
export const listBlocksToRevise = (db: Database, textId: number): Promise<Block[]> =>
  db
    .selectFrom("block_now")
    .where("text_id", "=", textId)
    .where("withdrawn", "=", false)
    .select(shown)
    .orderBy("position")
    .orderBy("block_id")
    .limit(20_000)
    .execute();

/** The block with its words, also a hidden one's: for who may change it or decide about it. */
export const findBlock = (db: Database, textId: number, number: number): Promise<Block | undefined> =>
  db
    .selectFrom("block_now")
    .where("text_id", "=", textId)
    .where("number", "=", number)
    .select(shown)
    .executeTakeFirst();

/** Takes the text's row lock and gives the next number of its changes, so that a reader's cursor never skips a late commit. */
export async function nextChange(
  trx: Database,
  textId: number,
  blocks: number,
): Promise<{ change: number; firstNumber: number }> {
  const row = await trx
    .updateTable("text")
    .set({ change_number: sql`change_number + 1`, last_block_number: sql`last_block_number + ${blocks}` })
    .where("id", "=", textId)
    .returning(["change_number", "last_block_number"])
    .executeTakeFirstOrThrow();
  return { change: row.change_number, firstNumber: row.last_block_number - blocks + 1 };
}

/** Adds blocks at the end of a text, or after the block with the id `afterId`; returns their ids and numbers in order. */
export async function addBlocks(
  trx: Database,
  textId: number,
  blocks: readonly NewBlock[],
  by: { accountId: number | null },
  now: Date,
  afterId?: number,
): Promise<{ id: number; number: number }[]> {
  if (blocks.length === 0) return [];
  const { change, firstNumber } = await nextChange(trx, textId, blocks.length);
  const positions = await freePositions(trx, textId, blocks.length, afterId);
  const added = await sql<{ id: number; number: number }>`
    with given as (
      select * from unnest(${positions}::integer[], ${blocks.map((block) => block.kind)}::text[], ${blocks.map((block) => block.body)}::text[],
        ${blocks.map((block) => JSON.stringify(block.attributes ?? {}))}::jsonb[], ${blocks.map(() => randomBytes(16))}::bytea[])
        with ordinality as given (position, kind, body, attributes, salt, place)
    ), placed as (
      insert into block (text_id, number, position)
      select ${textId}, ${firstNumber}::integer + place - 1, position from given returning id, number, position
    ), kept as (
      insert into block_revision (block_id, revision, kind, body, attributes, change_number, account_id, salt, at)
      select placed.id, 1, given.kind, given.body, given.attributes, ${change}, ${by.accountId}, given.salt, ${now}
      from placed join given on placed.number = ${firstNumber}::integer + given.place - 1
    )
    insert into block_now (block_id, text_id, number, position, revision, kind, body, attributes)
    select placed.id, ${textId}, placed.number, placed.position, 1, given.kind, given.body, given.attributes
    from placed join given on placed.number = ${firstNumber}::integer + given.place - 1
    returning block_id as id, number`.execute(trx);
  return added.rows.sort((a, b) => a.number - b.number);
}

/** Positions after `afterId` (or the end); makes room by spreading the text's blocks where two stand too close. */
async function freePositions(
  trx: Database,
  textId: number,
  count: number,
  afterId: number | undefined,
): Promise<number[]> {
  for (;;) {
    const { after, before } = await neighbours(trx, textId, afterId);
    const gap = before === null ? STEP : Math.floor((before - after) / (count + 1));
    if (gap >= 1) return Array.from({ length: count }, (_, index) => after + gap * (index + 1));
    await spread(trx, textId, (count + 1) * STEP);
  }
}

async function neighbours(
  trx: Database,
  textId: number,
  afterId: number | undefined,
): Promise<{ after: number; before: number | null }> {
  const found = await sql<{ after: number; before: number | null }>`
    select place.after, (select min(position) from block where text_id = ${textId} and position > place.after) as before
    from (select coalesce(max(position), 0) as after from block
      where text_id = ${textId} and (${afterId ?? null}::integer is null or id = ${afterId ?? null}::integer)) as place`.execute(
    trx,
  );
  return found.rows[0] ?? { after: 0, before: null };
}

async function spread(trx: Database, textId: number, step: number): Promise<void> {
  await sql`with ranked as (select id, row_number() over (order by position, id) * ${step}::integer as position from block where text_id = ${textId}),
    moved as (update block set position = ranked.position from ranked where block.id = ranked.id returning block.id, block.position)
    update block_now set position = moved.position from moved where block_now.block_id = moved.id`.execute(trx);
}

/** What a revision says; what is left out stays. */
export type Revised = { kind?: BlockKind; body?: string; attributes?: Record<string, unknown>; withdrawn?: boolean };

/**
 * Adds a revision on top of the one that the writer saw; nobody can add the same one twice.
 * Throws Conflict where someone revised the block meanwhile. Returns the new revision's number.
 */
export async function reviseBlock(
  trx: Database,
  at: { textId: number; blockId: number; seenRevision: number },
  revised: Revised,
  by: { accountId: number | null },
  now: Date,
): Promise<number> {
  const { change } = await nextChange(trx, at.textId, 0);
  const result = await sql<{ revision: number }>`
    with added as (
      insert into block_revision (block_id, revision, kind, body, attributes, withdrawn, change_number, account_id, salt, at)
      select block_id, revision + 1, coalesce(${revised.kind ?? null}, kind), coalesce(${revised.body ?? null}, body),
        coalesce(${revised.attributes ? JSON.stringify(revised.attributes) : null}::jsonb, attributes),
        coalesce(${revised.withdrawn ?? null}::boolean, withdrawn), ${change}, ${by.accountId}, ${randomBytes(16)}, ${now}
      from block_now where block_id = ${at.blockId} and text_id = ${at.textId} and revision = ${at.seenRevision}
      on conflict (block_id, revision) do nothing
      returning block_id, revision, kind, body, attributes, withdrawn
    )
    update block_now set revision = added.revision, kind = added.kind, body = added.body, attributes = added.attributes,
      withdrawn = added.withdrawn
    from added where block_now.block_id = added.block_id returning block_now.revision`.execute(trx);
  const revision = result.rows[0]?.revision;
  if (revision === undefined) throw new Conflict("Someone revised this after you opened it.");
  return revision;
}

/** A past state of a block. */
export type PastRevision = {
  revision: number;
  kind: BlockKind;
  body: string;
  withdrawn: boolean;
  accountId: number | null;
  at: Date;
};

export const listRevisions = (db: Database, blockId: number): Promise<PastRevision[]> =>
  db
    .selectFrom("block_revision")
    .where("block_id", "=", blockId)
    .select(["revision", "kind", "body", "withdrawn", "account_id as accountId", "at"])
    .orderBy("revision", "desc")
    .limit(500)
    .execute();
