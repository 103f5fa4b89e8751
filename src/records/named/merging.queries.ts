import { sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import { groupsWhere } from "../../access/may.ts";
import { accountsOf } from "../../accounts/account.queries.ts";
import { actionsReadBy, ownedBy } from "../../actions/action.queries.ts";
import { listStandingAhead } from "../../groups/standing.queries.ts";
import { attendancesReadBy, rolesReadBy } from "../../meetings/attendance.queries.ts";
import { listAffiliationWords, listOtherNames, namedLike } from "../../people/merged.queries.ts";
import type { Named, NamedKind } from "../../people/named.ts";
import type { Database } from "../../platform/database/database.ts";
import { saidReadBy } from "../said/said.queries.ts";
import type { Moving } from "./merging.ts";
import { namedInGroups, namedStanding } from "./named.queries.ts";

/** Standing at any time, also past. */
const EVER = "0001-01-01";

/** What would move with one of two, as far as this office holder may see it. */
export async function findMoving(db: Database, kind: NamedKind, one: Named, by: Actor): Promise<Moving> {
  const attended = attendancesReadBy(db, by).where(`attendance.${kind}_id`, "=", one.id);
  const spoke = saidReadBy(db, by).where(`intervention.${kind}_id`, "=", one.id);
  const counts = sql<Pick<Moving, "meetings" | "roles" | "interventions" | "actions">>`select
    (select count(distinct "meetingId")::int from ${attended} as attended) as meetings,
    (select count(*)::int from ${rolesReadBy(db, kind, one.id, by)} as held) as roles,
    (select count(*)::int from ${spoke} as spoke) as interventions,
    (select count(*)::int from ${ownedBy(actionsReadBy(db, by), one.id, kind)} as owned) as actions`;
  const [counted, names, affiliations, standing, accounts] = await Promise.all([
    counts.execute(db),
    listOtherNames(db, kind, one.id),
    listAffiliationWords(db, kind, one.id),
    kind === "person" ? listStandingAhead(db, one.id, EVER) : [],
    kind === "person" ? accountsOf(db, [one.id]) : [],
  ]);
  const own = groupsWhere(by, "read", { resource: "membership" });
  const { meetings = 0, roles = 0, interventions = 0, actions = 0 } = counted.rows[0] ?? {};
  return {
    ...{ meetings, roles, interventions, actions, affiliations, names: [one.name, ...names] },
    standing: standing.filter((held) => held.office !== null || own.includes(held.groupId)),
    signsIn: accounts.length > 0,
  };
}

/** Persons or bodies whose name holds these words and whom the groups of this office holder name; 20 at most. */
export async function listOthers(
  db: Database,
  kind: NamedKind,
  butNot: number,
  words: string,
  by: Actor,
  today: string,
): Promise<Named[]> {
  const groups = groupsWhere(by, "decide", { resource: "person" });
  const found = await sql<Named>`select one.id, one.slug, one.name from ${namedLike(db, kind, words)} as one
    where one.id <> ${butNot} and (one.id in ${namedInGroups(db, kind, groups, by)}
      or (${kind === "person"} and one.id in ${namedStanding(db, groups, today)}))
    order by lower(one.name), one.id limit 20`.execute(db);
  return found.rows;
}
