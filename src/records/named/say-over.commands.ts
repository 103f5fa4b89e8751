import { type Actor, belongingOf } from "../../access/actor.ts";
import { may } from "../../access/may.ts";
import { groupsOfActions } from "../../actions/action-change.queries.ts";
import { standingOf } from "../../groups/group.queries.ts";
import { groupsOfStanding, listStandingAhead } from "../../groups/standing.queries.ts";
import { groupsOfMeetings } from "../../meetings/attendance.queries.ts";
import type { Database } from "../../platform/database/database.ts";
import { Forbidden } from "../../platform/refusal.ts";
import { groupsOfSpeaking } from "../said/said.queries.ts";

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** Who belongs to groups is named by them alone: an office holder elsewhere who names them too does not change them. */
export async function refuseUnlessOwn(
  trx: Database,
  personId: number,
  act: "change" | "decide",
  by: Actor,
  now: Date,
): Promise<void> {
  const groups = belongingOf(await standingOf(trx, personId, dayOf(now)));
  if (groups.length > 0 && !groups.some((groupId) => may(by, act, { resource: "person", groupId })))
    throw new Forbidden("They belong to another group here: its office holders change this.");
}

/**
 * Whether this actor says who a person is, so that an account comes to stand as them: in every group that names them,
 * seen by the actor or not, for an account gets its own things in all of them. A co-chair is known by co-chairs alone.
 */
export async function mayIdentify(db: Database, personId: number, by: Actor, now: Date): Promise<boolean> {
  const [standing, ...groups] = await Promise.all([
    listStandingAhead(db, personId, dayOf(now)),
    groupsOfStanding(db, personId),
    groupsOfMeetings(db, personId),
    groupsOfSpeaking(db, personId),
    groupsOfActions(db, personId),
  ]);
  const naming = [...new Set(groups.flat())];
  const chairs = (groupId: number): boolean =>
    standing.some((one) => one.groupId === groupId && one.office === "co-chair");
  return (
    naming.length > 0 &&
    naming.every((groupId) => may(by, "decide", { resource: "person", groupId, chairs: chairs(groupId) }))
  );
}
