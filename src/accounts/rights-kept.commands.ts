import type { Standing } from "../access/actor.ts";
import { isAllowedMore } from "../access/may.ts";
import { standingOf } from "../groups/group.queries.ts";
import { daysOfChange } from "../groups/standing.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { Conflict } from "../platform/refusal.ts";
import { accountsOf } from "./account.queries.ts";

/**
 * Does something with what is kept of these persons, and takes it all back where by it an account would be allowed more
 * in any group, today or on a day to come. Call it inside the act's transaction.
 */
export async function withoutNewRights<T>(
  trx: Database,
  personIds: readonly number[],
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const days = await daysOfChange(trx, personIds, now.toISOString().slice(0, 10));
  const before = await standingByAccount(trx, personIds, days);
  const done = await act();
  for (const [account, after] of await standingByAccount(trx, personIds, days))
    if (after.some((standing, day) => isAllowedMore(before.get(account)?.[day] ?? [], standing)))
      throw new Conflict(
        "One of them signs in here and would gain a right by this. Give the office or membership first, then come back.",
      );
  return done;
}

/** What each account of these persons is in its groups, day by day. */
async function standingByAccount(
  db: Database,
  personIds: readonly number[],
  days: readonly string[],
): Promise<Map<number, Standing[][]>> {
  const known = new Map<number, Standing[][]>();
  // One or two accounts and the few days on which an office begins or ends.
  for (const { id, personId } of await accountsOf(db, personIds))
    known.set(id, await Promise.all(days.map((day) => standingOf(db, personId ?? 0, day))));
  return known;
}
