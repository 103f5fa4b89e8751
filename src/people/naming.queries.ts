import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { heldThatDay, saidByHand } from "./affiliation.queries.ts";
import { type Reference, referenceOf } from "./reference.queries.ts";
import { slugFrom } from "./slug.ts";

/** Any fixed number: who adds names waits for who adds names, so that two reports do not make one person twice. */
const NAMING_LOCK = 7_204_102;

/** The ids of the persons who go by these names, by the name asked for; those whom nobody bears yet are added. */
export const findOrAddPersons = (trx: Database, names: readonly string[], now: Date): Promise<Map<string, number>> =>
  findOrAdd(trx, "person", names, now);

/** The ids of the bodies that go by these names, by the name asked for; unknown ones are added. */
export const findOrAddBodies = (trx: Database, names: readonly string[], now: Date): Promise<Map<string, number>> =>
  findOrAdd(trx, "body", names, now);

/** Waits for everybody else who names persons or bodies, until the transaction ends. */
export async function lockNaming(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${NAMING_LOCK})`.execute(trx);
}

type Named = "person" | "body";
const otherNames = {
  person: sql`select person_id from person_alias where lower(person_alias.name) = lower(asked.name) and state = 'confirmed'`,
  body: sql`select body_id from body_name where lower(body_name.name) = lower(asked.name)`,
};

async function findOrAdd(
  trx: Database,
  kind: Named,
  names: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  await lockNaming(trx);
  const known = await findKnown(trx, kind, wanted);
  const unknown = new Map<string, string[]>();
  for (const name of wanted)
    if (!known.has(name)) unknown.set(lower(name), [...(unknown.get(lower(name)) ?? []), name]);
  const added = await add(
    trx,
    kind,
    [...unknown.values()].map(([first = ""]) => first),
    now,
  );
  for (const spellings of unknown.values()) {
    const id = added.get(spellings[0] ?? "");
    if (id !== undefined) for (const name of spellings) known.set(name, id);
  }
  return known;
}

const lower = (name: string): string => name.toLowerCase();

/** Who is shown comes before who was withdrawn; a withdrawn one who is named again is shown again. */
async function findKnown(trx: Database, kind: Named, names: readonly string[]): Promise<Map<string, number>> {
  const table = sql.table(kind);
  const found = await sql<{ asked: string; id: number }>`
    select asked.name as asked, match.id from unnest(${[...names]}::text[]) as asked (name)
    join lateral (
      select id, withdrawn_at from ${table} where merged_into is null
        and (lower(${table}.name) = lower(asked.name) or id in (${otherNames[kind]}))
      order by withdrawn_at nulls first, id limit 1
    ) as match on true`.execute(trx);
  const ids = found.rows.map((row) => row.id);
  await sql`update ${table} set withdrawn_at = null where id = any(${ids}::integer[]) and withdrawn_at is not null`.execute(
    trx,
  );
  return new Map(found.rows.map((row) => [row.asked, row.id]));
}

/** Adds each name with a slug of its own: those whose slug is taken get the next number, all of them in one statement. */
async function add(trx: Database, kind: Named, names: readonly string[], now: Date): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  let waiting = [...names];
  for (let attempt = 1; waiting.length > 0; attempt++) {
    const bySlug = new Map<string, string>();
    for (const name of waiting) bySlug.set(slugFrom(name, kind, attempt), name);
    const added = await sql<{ id: number; name: string }>`
      insert into ${sql.table(kind)} (slug, name, created_at)
      select slug, name, ${now} from unnest(${[...bySlug.keys()]}::text[], ${[...bySlug.values()]}::text[]) as given (slug, name)
      on conflict (slug) do nothing returning id, name`.execute(trx);
    for (const row of added.rows) ids.set(row.name, row.id);
    waiting = waiting.filter((name) => !ids.has(name));
  }
  return ids;
}

export type NewAlias = {
  personId: number;
  name: string;
  state: "confirmed" | "proposed" | "declined";
  why: string | null;
};

/** Notes other names of persons. What a person decided before about a pair stays. Returns those that were new. */
export async function noteAliases(trx: Database, aliases: readonly NewAlias[], now: Date): Promise<NewAlias[]> {
  const added = await sql<{ person_id: number; name: string }>`
    insert into person_alias (person_id, name, state, why, created_at)
    select distinct on (person_id, name) person_id, name, state, why, ${now}
    from unnest(${aliases.map((one) => one.personId)}::integer[], ${aliases.map((one) => one.name)}::text[],
      ${aliases.map((one) => one.state)}::text[], ${aliases.map((one) => one.why)}::text[]) as given (person_id, name, state, why)
    on conflict (person_id, name) do update set state = excluded.state, why = excluded.why
      where person_alias.state = 'proposed' and excluded.state <> 'proposed'
    returning person_id, name`.execute(trx);
  const keys = new Set(added.rows.map((row) => `${row.person_id} ${row.name}`));
  return aliases.filter((one) => keys.has(`${one.personId} ${one.name}`));
}

export async function removeAliases(trx: Database, aliases: readonly NewAlias[]): Promise<void> {
  await sql`delete from person_alias using unnest(${aliases.map((one) => one.personId)}::integer[],
      ${aliases.map((one) => one.name)}::text[], ${aliases.map((one) => one.state)}::text[]) as given (person_id, name, state)
    where person_alias.person_id = given.person_id and person_alias.name = given.name and person_alias.state = given.state`.execute(
    trx,
  );
}

export type NewAffiliation = {
  personId: number;
  words: string;
  bodyId: number | null;
  stakeholderGroup: string | null;
};

/** Notes that persons were named with these affiliations on this day. Returns those that were not known yet. */
export async function noteAffiliations(
  trx: Database,
  said: readonly NewAffiliation[],
  on: string | null,
): Promise<NewAffiliation[]> {
  const added = await sql<{ person_id: number; words: string }>`
    insert into affiliation (person_id, body_id, words, stakeholder_group, since_on)
    select distinct on (person_id, lower(words)) person_id, body_id, words, stakeholder_group, ${on}::date
    from unnest(${said.map((one) => one.personId)}::integer[], ${said.map((one) => one.bodyId)}::integer[],
      ${said.map((one) => one.words)}::text[], ${said.map((one) => one.stakeholderGroup)}::text[])
      as given (person_id, body_id, words, stakeholder_group)
    where not exists (select 1 from affiliation as known where known.person_id = given.person_id
      and known.kind = 'affiliation' and lower(known.words) = lower(given.words))
    returning person_id, words`.execute(trx);
  const keys = new Set(added.rows.map((row) => `${row.person_id} ${row.words}`));
  return said.filter((one) => keys.has(`${one.personId} ${one.words}`));
}

/** Takes back what reports noted; what someone gave a day by hand meanwhile stays. */
export async function removeAffiliations(trx: Database, said: readonly NewAffiliation[]): Promise<void> {
  await sql`delete from affiliation using unnest(${said.map((one) => one.personId)}::integer[],
      ${said.map((one) => one.words)}::text[]) as given (person_id, words)
    where affiliation.person_id = given.person_id and affiliation.words = given.words
      and affiliation.kind = 'affiliation' and not ${saidByHand("affiliation")}`.execute(trx);
}

/** Takes persons and bodies out of every list without losing them; null brings them back. */
export async function withdrawNamed(
  trx: Database,
  named: { persons: readonly number[]; bodies: readonly number[] },
  withdrawnAt: Date | null,
): Promise<void> {
  await sql`update person set withdrawn_at = ${withdrawnAt}::timestamptz where id = any(${[...named.persons]}::integer[])`.execute(
    trx,
  );
  await sql`update body set withdrawn_at = ${withdrawnAt}::timestamptz where id = any(${[...named.bodies]}::integer[])`.execute(
    trx,
  );
}

/**
 * The stakeholder group of each of these persons that reports said last up to this day (null: at all). Left out are who
 * has none, and who had another that day by what was said by hand, which is read where it is shown.
 */
export async function stakeholderGroupsOf(
  db: Database,
  personIds: readonly number[],
  on: string | null,
): Promise<Map<number, string>> {
  const day = sql`${on}::date`;
  const found = await sql<{ person_id: number; stakeholder_group: string }>`
    select distinct on (person_id) person_id, stakeholder_group from affiliation
    where person_id = any(${[...personIds]}::integer[]) and stakeholder_group is not null
      and (${day} is null or since_on is null or since_on <= ${day}) and (until_on is null or ${day} is null or until_on > ${day})
      and ${heldThatDay("stakeholder group", sql`affiliation.person_id`, day)} is null
    order by person_id, since_on desc nulls last, id desc`.execute(db);
  return new Map(found.rows.map((row) => [row.person_id, row.stakeholder_group]));
}

/** The names of these persons, each with the other names that were confirmed. */
export async function namesOf(
  db: Database,
  personIds: readonly number[],
): Promise<{ id: number; name: string; aliases: string[] }[]> {
  const found = await sql<{ id: number; name: string; aliases: string[] }>`
    select person_shown.id, person_shown.name,
      array(select name from person_alias where person_id = person_shown.id and state = 'confirmed' order by name) as aliases
    from person_shown where id = any(${[...personIds]}::integer[]) order by name, id`.execute(db);
  return found.rows;
}

/** Of these bodies, those with which a person who is shown is affiliated. */
export async function bodiesOfShown(db: Database, bodyIds: readonly number[]): Promise<number[]> {
  const found = await sql<{ body_id: number }>`
    select distinct body_id from affiliation join person_shown on person_shown.id = person_id
    where body_id = any(${[...bodyIds]}::integer[])`.execute(db);
  return found.rows.map((row) => row.body_id);
}

/** Where these tables name a person or a body: each owner offers its own to whoever makes two of them one. */
export const PERSON_NAMED: readonly Reference[] = [
  referenceOf({ table: "person_alias", column: "person_id", id: "id", alone: ["name"] }),
  referenceOf({
    ...{ table: "affiliation", column: "person_id", id: "id" },
    alone: ["kind", "words", "since_on", "until_on"],
  }),
];
export const BODY_NAMED: readonly Reference[] = [
  referenceOf({ table: "body_name", column: "body_id", id: "id", alone: ["name"] }),
  referenceOf({ table: "affiliation", column: "body_id", id: "id" }),
];
