import { type Generated, type Kysely, sql } from "kysely";
import type { Standing } from "../access/actor.ts";
import type { Attribution, Audience, Disclosure, How } from "../access/disclosure.ts";
import { slugFrom } from "../people/slug.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { findMoved } from "../platform/journal/act.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { type Group, type OfficeHolder, type OfficeKind, RESERVED_SLUGS } from "./group.ts";
import type { GroupSettings } from "./group-settings.ts";
import type { Rule, RuleSet } from "./rules.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    working_group: {
      id: Generated<number>;
      slug: string;
      name: string;
      short_name: string | null;
      mandate: string | null;
      parent_body: string | null;
      time_zone: string;
      stakeholder_groups: Generated<string[]>;
      contact: string | null;
      list_address: string | null;
      list_audience: Generated<Audience>;
      list_how: Generated<How>;
      recording_audience: Generated<Audience>;
      recording_how: Generated<Exclude<How, "counts">>;
      attribution: Generated<Attribution>;
      names_for_months: Generated<number | null>;
      is_sample: Generated<boolean>;
      rule_set: Generated<RuleSet>;
      rules_otherwise: Generated<Rule[]>;
      is_test: Generated<boolean>;
      archived_at: Generated<Date | null>;
      erase_at: Generated<Date | null>;
      created_at: Date;
    };
    group_shown: { id: number; slug: string; name: string; short_name: string | null; time_zone: string };
    membership: {
      id: Generated<number>;
      group_id: number;
      person_id: number;
      since_on: string;
      until_on: string | null;
      suspended_at: Generated<Date | null>;
    };
    office: {
      id: Generated<number>;
      group_id: number;
      person_id: number;
      kind: OfficeKind;
      title: string | null;
      since_on: string;
      until_on: string | null;
    };
  }
}

const shown = [
  "id",
  "slug",
  "name",
  "short_name as shortName",
  "mandate",
  "parent_body as parentBody",
  "time_zone as timeZone",
  "stakeholder_groups as stakeholderGroups",
  "contact",
  "list_address as listAddress",
  "is_sample as isSample",
  "rule_set as ruleSet",
  "rules_otherwise as rulesOtherwise",
  "is_test as isTest",
  "archived_at as archivedAt",
  "erase_at as eraseAt",
] as const;

export const findGroup = (db: Database, slug: string): Promise<Group | undefined> =>
  db.selectFrom("working_group").where("slug", "=", slug).select(shown).executeTakeFirst();

export const findGroupById = (db: Database, id: number): Promise<Group | undefined> =>
  db.selectFrom("working_group").where("id", "=", id).select(shown).executeTakeFirst();

export const listGroups = (db: Database): Promise<Group[]> =>
  db.selectFrom("working_group").select(shown).orderBy("name").orderBy("id").limit(200).execute();

/** What a meeting of this group discloses where its report says nothing. */
export const findDisclosureDefaults = (db: Database, groupId: number) =>
  db
    .selectFrom("working_group")
    .where("id", "=", groupId)
    .select(["list_audience", "list_how", "recording_audience", "recording_how", "attribution", "names_for_months"])
    .executeTakeFirstOrThrow();

/** Everything of a new group that may be known at its making. */
export type GroupFacts = {
  name: string;
  timeZone: string;
  slug?: string;
  shortName?: string;
  mandate?: string;
  parentBody?: string;
  stakeholderGroups?: string[];
  contact?: string;
  isSample?: boolean;
  isTest?: boolean;
};

export async function addGroup(trx: Database, facts: GroupFacts, now: Date): Promise<Group> {
  for (let attempt = 1; ; attempt++) {
    const slug = slugFrom(facts.slug ?? facts.shortName ?? facts.name, "group", attempt);
    // Old links of another group lead on from there.
    if (RESERVED_SLUGS.includes(slug) || (await findMoved(trx, `/${slug}`)) !== undefined) continue;
    const added = await trx
      .insertInto("working_group")
      .values({
        slug,
        name: facts.name,
        short_name: facts.shortName ?? null,
        mandate: facts.mandate ?? null,
        parent_body: facts.parentBody ?? null,
        time_zone: facts.timeZone,
        stakeholder_groups: facts.stakeholderGroups ?? [],
        contact: facts.contact ?? null,
        list_address: null,
        is_sample: facts.isSample ?? false,
        is_test: facts.isTest ?? false,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column("slug").doNothing())
      .returning(shown)
      .executeTakeFirst();
    if (added) return added;
  }
}

export async function giveOffice(
  trx: Database,
  groupId: number,
  office: { personId: number; kind: OfficeKind; title: string | null },
  sinceOn: string,
): Promise<void> {
  await trx
    .insertInto("office")
    .values({
      group_id: groupId,
      person_id: office.personId,
      kind: office.kind,
      title: office.title,
      since_on: sinceOn,
      until_on: null,
    })
    .execute();
}

export async function addMember(trx: Database, groupId: number, personId: number, sinceOn: string): Promise<void> {
  await trx
    .insertInto("membership")
    .values({ group_id: groupId, person_id: personId, since_on: sinceOn, until_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function addMembers(
  trx: Database,
  groupId: number,
  personIds: readonly number[],
  sinceOn: string,
): Promise<void> {
  await sql`insert into membership (group_id, person_id, since_on)
    select ${groupId}, person_id, ${sinceOn}::date from unnest(${[...personIds]}::integer[]) as given (person_id)
    on conflict do nothing`.execute(trx);
}

/** What the group's meetings disclose from now on where their reports say nothing. */
export async function setDisclosureDefaults(
  trx: Database,
  groupId: number,
  to: { list: Disclosure; recording: Disclosure; attribution?: Attribution; namesForMonths?: number | null },
): Promise<void> {
  const { list, recording } = to;
  await trx
    .updateTable("working_group")
    .set({
      list_audience: list.audience,
      list_how: list.how,
      recording_audience: recording.audience,
      recording_how: recording.how === "counts" ? "on request" : recording.how,
      ...(to.attribution !== undefined && { attribution: to.attribution }),
      ...(to.namesForMonths !== undefined && { names_for_months: to.namesForMonths }),
    })
    .where("id", "=", groupId)
    .execute();
}

/** Who holds an office in the group on this day. */
export const listOfficeHolders = (db: Database, groupId: number, on: string): Promise<OfficeHolder[]> =>
  db
    .selectFrom("office")
    .innerJoin("person_shown", "person_shown.id", "office.person_id")
    .where("group_id", "=", groupId)
    .where("since_on", "<=", on)
    .where((eb) => eb.or([eb("until_on", "is", null), eb("until_on", ">", on)]))
    .select(["person_shown.id as personId", "person_shown.slug", "person_shown.name", "office.kind", "office.title"])
    .orderBy("office.kind")
    .orderBy("person_shown.name")
    .orderBy("office.id")
    .limit(50)
    .execute();

/** What this person is in each group on this day: offices held, member, suspended, or former where nothing of it holds any more. */
export async function standingOf(db: Database, personId: number, on: string): Promise<Standing[]> {
  const rows = await sql<Standing>`
    select group_id as "groupId", kind as role from office
      where person_id = ${personId} and since_on <= ${on} and (until_on is null or until_on > ${on})
    union select group_id, case when suspended_at is null then 'member' else 'suspended' end from membership
      where person_id = ${personId} and since_on <= ${on} and (until_on is null or until_on > ${on})
    union select group_id, 'former' from membership as past
      where person_id = ${personId} and until_on <= ${on} and not exists (
        select 1 from membership where group_id = past.group_id and person_id = ${personId}
          and since_on <= ${on} and (until_on is null or until_on > ${on}))
    order by 1, 2`.execute(db);
  return rows.rows;
}

/** Waits for everybody else who gives out numbers or addresses in this group, until the transaction ends. */
export async function lockGroup(trx: Database, groupId: number): Promise<void> {
  await sql`select id from working_group where id = ${groupId} for no key update`.execute(trx);
}

/** Of these persons, those who hold or held an office, or are or were members, of any group. */
export async function personsWithStanding(db: Database, personIds: readonly number[]): Promise<number[]> {
  const found = await sql<{ person_id: number }>`
    select person_id from office where person_id = any(${[...personIds]}::integer[])
    union select person_id from membership where person_id = any(${[...personIds]}::integer[])`.execute(db);
  return found.rows.map((row) => row.person_id);
}

/** After how many months names give way to counts, in groups that want it; a statement to be put into another. */
export const namesKeptIn = (db: Kysely<Schema>) =>
  db
    .selectFrom("working_group")
    .where("names_for_months", "is not", null)
    .select(["working_group.id as groupId", "names_for_months as months"]);

/** Sets how a group is called and reached. Throws Conflict where another group has the address. */
export async function setSettings(trx: Database, groupId: number, to: GroupSettings): Promise<void> {
  const set = await sql<{ id: number }>`update working_group set slug = ${to.slug}, name = ${to.name},
      short_name = ${to.shortName}, mandate = ${to.mandate}, parent_body = ${to.parentBody}, contact = ${to.contact},
      list_address = ${to.listAddress}, stakeholder_groups = ${to.stakeholderGroups}::text[]
    where id = ${groupId} and not exists (select 1 from working_group where slug = ${to.slug} and id <> ${groupId})
    returning id`.execute(trx);
  if (set.rows.length === 0) throw new Conflict("Another group here has this address.");
}

/** False where it stood so already. */
export async function setArchived(trx: Database, groupId: number, archivedAt: Date | null): Promise<boolean> {
  const set = await sql<{ id: number }>`update working_group set archived_at = ${archivedAt}::timestamptz
    where id = ${groupId} and (archived_at is null) <> (${archivedAt}::timestamptz is null) returning id`.execute(trx);
  return set.rows.length === 1;
}

/** When the group is to be deleted; null: it is kept. False where it stood so already. */
export async function setErasure(trx: Database, groupId: number, eraseAt: Date | null): Promise<boolean> {
  const set = await sql<{ id: number }>`update working_group set erase_at = ${eraseAt}::timestamptz
    where id = ${groupId} and (erase_at is null) <> (${eraseAt}::timestamptz is null) returning id`.execute(trx);
  return set.rows.length === 1;
}

/** Whose time has come. */
export const listGroupsToErase = (db: Database, now: Date): Promise<Group[]> =>
  db.selectFrom("working_group").where("erase_at", "<=", now).select(shown).orderBy("id").limit(20).execute();

/** With everything that hangs on it. */
export async function removeGroup(trx: Database, groupId: number): Promise<void> {
  await trx.deleteFrom("working_group").where("id", "=", groupId).execute();
}
