import { sql } from "kysely";
import { z } from "zod";
import { type Database, inTransaction } from "../database/database.ts";

declare module "../database/schema.ts" {
  interface Schema {
    act: { account_id: number; key: string; path: string; answer: unknown; at: Date };
    moved_address: { old_path: string; new_path: string; at: Date };
  }
}

/** What an act answers: where to go, and the sentence that tells it was done. */
export const Answer = z.object({ location: z.string(), said: z.string().optional() });
export type Answer = z.infer<typeof Answer>;

/** Who acts under which key. The key is the form's hidden field; an empty one stands for no protection wanted. */
export type ActKey = { key: string; accountId: number; path: string };

/**
 * Does an act once: the key, the act and its answer are one transaction, so that a repeat, even at the same instant,
 * waits for the first and gets its answer. A key that was used for another address does the act anew under both.
 */
export async function once(
  db: Database,
  act: ActKey,
  now: Date,
  perform: (trx: Database) => Promise<Answer>,
): Promise<Answer> {
  if (act.key === "") return inTransaction(db, perform);
  const key = `${act.key} ${act.path}`;
  return inTransaction(db, async (trx) => {
    const taken = await trx
      .insertInto("act")
      .values({ account_id: act.accountId, key, path: act.path, answer: null, at: now })
      .onConflict((conflict) => conflict.columns(["account_id", "key"]).doNothing())
      .returning("key")
      .executeTakeFirst();
    if (!taken) return answerOf(trx, act.accountId, key);
    const answer = await perform(trx);
    await sql`update act set answer = ${JSON.stringify(answer)}::jsonb where account_id = ${act.accountId} and key = ${key}`.execute(
      trx,
    );
    return answer;
  });
}

async function answerOf(trx: Database, accountId: number, key: string): Promise<Answer> {
  const row = await trx
    .selectFrom("act")
    .where("account_id", "=", accountId)
    .where("key", "=", key)
    .select("answer")
    .executeTakeFirstOrThrow();
  return Answer.parse(row.answer);
}

/** Leaves word that an address and all below it went elsewhere. Older words about the same place follow. */
export async function leaveForwardingAddress(
  trx: Database,
  oldPath: string,
  newPath: string,
  now: Date,
): Promise<void> {
  await trx.deleteFrom("moved_address").where("old_path", "=", newPath).execute();
  await trx.updateTable("moved_address").set({ new_path: newPath }).where("new_path", "=", oldPath).execute();
  await trx
    .insertInto("moved_address")
    .values({ old_path: oldPath, new_path: newPath, at: now })
    .onConflict((conflict) => conflict.column("old_path").doUpdateSet({ new_path: newPath, at: now }))
    .execute();
}

/** Where an address went, its tail kept ("/a/meetings/41.md" after 41 became 42); undefined where it never moved. */
export async function findForwardingAddress(db: Database, path: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("moved_address")
    .where((eb) =>
      eb.or([
        eb("old_path", "=", path),
        sql<boolean>`starts_with(${path}, old_path) and substr(${path}, length(old_path) + 1, 1) in ('/', '.')`,
      ]),
    )
    .select(["old_path", "new_path"])
    .orderBy(sql`length(old_path)`, "desc")
    .limit(1)
    .executeTakeFirst();
  return row && row.new_path + path.slice(row.old_path.length);
}

/** Where exactly this address leads on to; undefined where it leads nowhere. */
export async function findMoved(db: Database, path: string): Promise<string | undefined> {
  const row = await db.selectFrom("moved_address").where("old_path", "=", path).select("new_path").executeTakeFirst();
  return row?.new_path;
}

/** Keys guard against repeats of the same days, not for ever. Returns how many went. */
export async function forgetActs(trx: Database, before: Date): Promise<number> {
  const gone = await trx.deleteFrom("act").where("at", "<", before).executeTakeFirst();
  return Number(gone.numDeletedRows);
}

/** Forgets what was done at this address and below it, what led there, and where it led from. */
export async function forgetAddress(trx: Database, path: string): Promise<void> {
  const below = `${path}/`;
  await sql`delete from act where path = ${path} or starts_with(path, ${below})
    or split_part(answer ->> 'location', '?', 1) = ${path} or starts_with(answer ->> 'location', ${below})`.execute(
    trx,
  );
  await sql`delete from moved_address where old_path = ${path} or starts_with(old_path, ${below})
    or new_path = ${path} or starts_with(new_path, ${below})`.execute(trx);
}

/** Addresses that lead on to this very one. */
export async function listMovedTo(db: Database, path: string): Promise<string[]> {
  const rows = await db.selectFrom("moved_address").where("new_path", "=", path).select("old_path").execute();
  return rows.map((row) => row.old_path);
}
