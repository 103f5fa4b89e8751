import { type Kysely, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { actionsReadBy, asAction, ownedBy } from "./action.queries.ts";
import { ACTION_STATES, type Action, type ActionState } from "./action.ts";

/** What a list of actions is narrowed to; "" and false narrow nothing. */
export type ActionFilter = {
  owner: string;
  state: ActionState | "";
  /** The last part of a meeting's address: "41". */
  meeting: string;
  overdue: boolean;
};

export const actionFilter = (query: Record<string, string>): ActionFilter => ({
  owner: (query.owner ?? "").trim().slice(0, 200),
  state: ACTION_STATES.find((state) => state === query.state) ?? "",
  meeting: (query.meeting ?? "").trim().slice(0, 50),
  overdue: query.overdue === "yes",
});

export type Part = { limit: number; offset: number };

/**
 * The group's actions that this reader may see, narrowed: open ones first, by their day, then the others, the last
 * closed first. `today` as YYYY-MM-DD.
 */
export async function listActions(
  db: Database,
  group: { id: number; slug: string },
  filter: ActionFilter,
  part: Part,
  by: Actor,
  today: string,
): Promise<Action[]> {
  const rows = await narrowed(db, group, filter, by, today)
    .orderBy(sql`action.state <> 'open'`)
    .orderBy("action.due_on", (order) => order.asc().nullsLast())
    .orderBy("action.closed_on", (order) => order.desc().nullsLast())
    .orderBy("action.number", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
  return rows.map(asAction);
}

function narrowed(db: Database, group: { id: number; slug: string }, filter: ActionFilter, by: Actor, today: string) {
  return actionsReadBy(db, by)
    .where("action.group_id", "=", group.id)
    .$if(filter.state !== "", (query) => query.where("action.state", "=", filter.state === "" ? "open" : filter.state))
    .$if(filter.meeting !== "", (query) =>
      query.where("text_shown.address", "=", `/${group.slug}/meetings/${filter.meeting}`),
    )
    .$if(filter.overdue, (query) => query.where("action.state", "=", "open").where("action.due_on", "<", today))
    .$if(filter.owner !== "", (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom("action_owner as named")
            .leftJoin("person_shown as owning_person", "owning_person.id", "named.person_id")
            .leftJoin("body_shown as owning_body", "owning_body.id", "named.body_id")
            .whereRef("named.action_id", "=", "action.id")
            .where(
              sql<boolean>`strpos(lower(concat_ws(E'\n', named.words, owning_person.name, owning_body.name)), lower(${filter.owner})) > 0`,
            )
            .select("named.action_id"),
        ),
      ),
    );
}

/** The reader's own open actions first, then the others by their day; for the page of all actions. */
export async function listOpenActions(db: Database, groupId: number, limit: number, by: Actor): Promise<Action[]> {
  const rows = await actionsReadBy(db, by)
    .where("action.group_id", "=", groupId)
    .where("action.state", "=", "open")
    .orderBy(
      sql`exists (select 1 from action_owner as own where own.action_id = action.id and own.person_id = ${by.personId}::integer)`,
      "desc",
    )
    .orderBy("action.due_on", (order) => order.asc().nullsLast())
    .orderBy("action.number", "desc")
    .limit(limit)
    .execute();
  return rows.map(asAction);
}

/** A person's open actions in every group, as far as this reader may see them: the earliest day first. */
export async function listOpenActionsOf(
  db: Database,
  personId: number,
  limit: number,
  by: Actor,
): Promise<(Action & { groupSlug: string })[]> {
  const rows = await ownedBy(actionsReadBy(db, by), personId)
    .innerJoin("group_shown", "group_shown.id", "action.group_id")
    .select("group_shown.slug as group_slug")
    .where("action.state", "=", "open")
    .orderBy("action.due_on", (order) => order.asc().nullsLast())
    .orderBy("action.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...asAction(row), groupSlug: row.group_slug }));
}

/** Titles and addresses of those of these actions that this reader may see. */
export async function nameActions(
  db: Database,
  ids: readonly number[],
  by: Actor,
): Promise<{ id: number; title: string; href: string }[]> {
  if (ids.length === 0) return [];
  const rows = await actionsReadBy(db, by)
    .innerJoin("group_shown", "group_shown.id", "action.group_id")
    .where("action.id", "in", [...ids])
    .clearSelect()
    .select(["action.id", "action.title", "action.number", "group_shown.slug"])
    .orderBy("action.id")
    .limit(1_000)
    .execute();
  return rows.map(({ id, title, slug, number }) => ({ id, title, href: `/${slug}/actions/${number}` }));
}

/** How many actions each person, or body, owns in these groups (null: all); to be put into another statement. */
export const ownedCounts = (
  db: Kysely<Schema>,
  which: "person" | "body",
  groupIds: readonly number[] | null,
  by: Actor,
) =>
  actionsReadBy(db, by)
    .innerJoin("action_owner as own", "own.action_id", "action.id")
    .where(`own.${which}_id`, "is not", null)
    .$if(groupIds !== null, (query) =>
      query.where(sql<boolean>`action.group_id = any(${[...(groupIds ?? [])]}::integer[])`),
    )
    .clearSelect()
    .groupBy(`own.${which}_id`)
    .select([
      sql<number>`own.${sql.raw(which)}_id`.as("named_id"),
      sql<number>`count(distinct action.id) filter (where action.state = 'open')::int`.as("count"),
    ]);

/** The actions of a person in these groups, or of a body in all, open ones first. */
export async function listActionsOf(
  db: Database,
  owner: { personId: number; groupIds: readonly number[] } | { bodyId: number },
  limit: number,
  by: Actor,
): Promise<(Action & { groupSlug: string })[]> {
  const rows = await actionsReadBy(db, by)
    .innerJoin("group_shown", "group_shown.id", "action.group_id")
    .select("group_shown.slug as group_slug")
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("action_owner as own")
          .whereRef("own.action_id", "=", "action.id")
          .where(
            "personId" in owner ? "own.person_id" : "own.body_id",
            "=",
            "personId" in owner ? owner.personId : owner.bodyId,
          )
          .select("own.action_id"),
      ),
    )
    .$if("personId" in owner, (query) =>
      query.where(sql<boolean>`action.group_id = any(${"personId" in owner ? [...owner.groupIds] : []}::integer[])`),
    )
    .orderBy(sql`action.state <> 'open'`)
    .orderBy("action.due_on", (order) => order.asc().nullsLast())
    .orderBy("action.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...asAction(row), groupSlug: row.group_slug }));
}

/** How many actions each of these texts stated, and how many were done or dropped from its day until the next one's. */
export async function countActionsByText(
  db: Database,
  groupId: number,
  texts: readonly { textId: number; heldOn: string | null; untilOn: string | null }[],
  by: Actor,
): Promise<Map<number, { opened: number; closed: number }>> {
  const found = await sql<{ text_id: number; opened: number; closed: number }>`
    select asked.text_id, count(*) filter (where seen.text_id = asked.text_id)::int as opened,
      count(*) filter (where seen.state <> 'open' and seen.closed_on >= asked.held_on
        and (asked.until_on is null or seen.closed_on < asked.until_on))::int as closed
    from unnest(${texts.map((text) => text.textId)}::integer[], ${texts.map((text) => text.heldOn)}::date[],
      ${texts.map((text) => text.untilOn)}::date[]) as asked (text_id, held_on, until_on)
    left join ${actionsReadBy(db, by).where("action.group_id", "=", groupId)} as seen on true
    group by asked.text_id`.execute(db);
  return new Map(found.rows.map((row) => [row.text_id, { opened: row.opened, closed: row.closed }]));
}
