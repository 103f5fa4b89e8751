import type { Standing } from "../access/actor.ts";
import { isAllowedMore } from "../access/may.ts";
import { standingOf } from "../groups/group.queries.ts";
import { daysOfChange, openInvitationsOf } from "../groups/standing.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { Conflict } from "../platform/refusal.ts";
import { accountsOf } from "./account.queries.ts";

/**
 * Does something with what is kept of these persons, and takes it all back where by it someone who signs in, or is invited
 * to, would be allowed more in any group, today or on a day to come. Call it inside the act's transaction.
 */
export async function withoutNewRights<T>(
  trx: Database,
  personIds: readonly number[],
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const days = await daysOfChange(trx, personIds, now.toISOString().slice(0, 10));
  const before = await standingOfEach(trx, personIds, days, now);
  const done = await act();
  for (const [who, after] of await standingOfEach(trx, personIds, days, now))
    if (after.some((standing, day) => isAllowedMore(before.get(who)?.[day] ?? [], standing)))
      throw new Conflict(
        "One of them signs in here, or is invited to, and would gain a right by this. Give the office or membership first, then come back.",
      );
  return done;
}

/** Whoever signs in as one of these persons, or is invited to and has not come yet; the key tells them apart. */
export async function whoSignsIn(
  db: Database,
  personIds: readonly number[],
  now: Date,
): Promise<{ key: string; personId: number }[]> {
  const [accounts, invitations] = [await accountsOf(db, personIds), await openInvitationsOf(db, personIds, now)];
  return [
    ...accounts.map((one) => ({ key: `account ${one.id}`, personId: one.personId ?? 0 })),
    ...invitations.map((one) => ({ key: `invitation ${one.id}`, personId: one.personId })),
  ];
}

/** What each of them is in their groups, day by day. */
async function standingOfEach(
  db: Database,
  personIds: readonly number[],
  days: readonly string[],
  now: Date,
): Promise<Map<string, Standing[][]>> {
  const known = new Map<string, Standing[][]>();
  // One or two who sign in and the few days on which an office begins or ends.
  for (const { key, personId } of await whoSignsIn(db, personIds, now))
    known.set(key, await Promise.all(days.map((day) => standingOf(db, personId, day))));
  return known;
}
