import { type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { nextChange } from "./block.queries.ts";
import type { ConductRule } from "./hidden-block.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    block_hidden: { block_id: number };
    block_place: { block_id: number; text_id: number; number: number };
  }
}

/** For statements on what was born in a block: nothing of a hidden one is shown, wherever its words were copied to. */
export const notHidden = (column: string): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from block_hidden where block_hidden.block_id = ${sql.ref(column)})`;

/** Hides a block for breaking a rule, or shows it again (null). Its words, revisions and place stay. */
export async function setHidden(
  trx: Database,
  at: { textId: number; blockId: number },
  rule: ConductRule | null,
): Promise<void> {
  await nextChange(trx, at.textId, 0);
  await trx.updateTable("block_now").set({ hidden_for: rule }).where("block_id", "=", at.blockId).execute();
}

/** Lets go of the words of hidden blocks, in every state they had; place, number and tombstone stay. */
export async function blankHiddenBlocks(trx: Database, blockIds: readonly number[]): Promise<void> {
  await sql`update block_revision set body = '', attributes = '{}', salt = null where block_id = any(${[...blockIds]}::integer[])`.execute(
    trx,
  );
  await sql`update block_now set body = '', attributes = '{}' where block_id = any(${[...blockIds]}::integer[])`.execute(
    trx,
  );
}
