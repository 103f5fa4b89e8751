import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import { namedTo } from "../../meetings/disclosure.queries.ts";
import { type Reference, referenceOf } from "../../people/reference.queries.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Schema } from "../../platform/database/schema.ts";
import { readableBy } from "../../texts/text.queries.ts";
import type { HeadingBlock, Said } from "./said.ts";

type Part = { limit: number; offset: number };

/** What was said in texts that this reader may read; a statement to be narrowed, ordered and limited. */
export const saidReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("intervention")
    .innerJoin("text_shown", "text_shown.id", "intervention.text_id")
    .innerJoin("block_shown", "block_shown.block_id", "intervention.block_id")
    .leftJoin("person_shown", "person_shown.id", "intervention.person_id")
    .leftJoin("body_shown", "body_shown.id", "intervention.body_id")
    .where(readableBy(by))
    .where(
      namedTo(by, {
        personId: "intervention.person_id",
        meetingId: "intervention.meeting_id",
        groupId: "text_shown.group_id",
      }),
    )
    .select([
      "intervention.id",
      "intervention.heading",
      "intervention.speaker_words as speaker",
      "person_shown.slug as personSlug",
      "body_shown.slug as bodySlug",
      "intervention.on_behalf_words as onBehalf",
      "intervention.act",
      "intervention.words",
      "intervention.said_on as saidOn",
      "text_shown.address as fromAddress",
      "block_shown.number as blockNumber",
    ]);

const latestFirst = (said: ReturnType<typeof saidReadBy>, part: Part): Promise<Said[]> =>
  said
    .orderBy("intervention.said_on", (order) => order.desc().nullsLast())
    .orderBy("intervention.text_id", "desc")
    .orderBy("intervention.position")
    .orderBy("intervention.id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

/**
 * What was said in the group, by whoever goes by these words where they are not empty. That a short name stands for a
 * person is known to members; others find by the words of the report.
 */
export function listSaid(
  db: Database,
  group: { id: number; isMember: boolean },
  who: string,
  part: Part,
  by: Actor,
): Promise<Said[]> {
  const names: RawBuilder<unknown>[] = [sql`speaker_words`, sql`on_behalf_words`, sql`body_shown.name`];
  if (group.isMember) names.push(sql`person_shown.name`);
  const found = saidReadBy(db, by)
    .where("text_shown.group_id", "=", group.id)
    .$if(who !== "", (query) =>
      query.where(sql<boolean>`strpos(lower(concat_ws(E'\n', ${sql.join(names)})), lower(${who})) > 0`),
    );
  return latestFirst(found, part);
}

/** What a person said in these groups. */
export const listSaidByPerson = (
  db: Database,
  personId: number,
  groupIds: readonly number[],
  part: Part,
  by: Actor,
): Promise<Said[]> =>
  latestFirst(
    saidReadBy(db, by)
      .where("intervention.person_id", "=", personId)
      .where(sql<boolean>`text_shown.group_id = any(${[...groupIds]}::integer[])`),
    part,
  );

/** What was said on behalf of a body, or by it. */
export const listSaidForBody = (db: Database, bodyId: number, part: Part, by: Actor): Promise<Said[]> =>
  latestFirst(saidReadBy(db, by).where("intervention.body_id", "=", bodyId), part);

/** The headings of a group's reports, latest first; the last 4,000. */
export const listHeadingBlocks = (db: Database, groupId: number, by: Actor): Promise<HeadingBlock[]> =>
  db
    .selectFrom("block_shown")
    .innerJoin("text_shown", "text_shown.id", "block_shown.text_id")
    .where("text_shown.group_id", "=", groupId)
    .where(readableBy(by))
    .where("block_shown.kind", "=", "heading")
    .select(["block_id as blockId", "text_id as textId", "body as title", "held_on as heldOn"])
    .orderBy("held_on", (order) => order.desc().nullsLast())
    .orderBy("text_id", "desc")
    .orderBy("position")
    .orderBy("block_id")
    .limit(4_000)
    .execute();

export type HeadingSection = {
  heading: string;
  number: number;
  heldOn: string | null;
  address: string;
  blocks: { number: number; kind: string; body: string }[];
};

/** What stands under these headings, each as far as the next heading of its report; 30 blocks of each at most. */
export async function listSections(db: Database, blockIds: readonly number[], by: Actor): Promise<HeadingSection[]> {
  const found = await sql<HeadingSection>`
    select heading.body as heading, heading.number, text_shown.held_on as "heldOn", text_shown.address, coalesce(under.blocks, '[]') as blocks
    from unnest(${[...blockIds]}::integer[]) with ordinality as asked (block_id, place)
    join block_shown as heading on heading.block_id = asked.block_id and heading.kind = 'heading'
    join text_shown on text_shown.id = heading.text_id and ${readableBy(by)}
    left join lateral (
      select position from block_shown as following
      where following.text_id = heading.text_id and following.kind = 'heading' and following.position > heading.position
      order by position limit 1
    ) as following on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('number', number, 'kind', kind, 'body', body) order by position, block_id) as blocks
      from (select * from block_shown as block where block.text_id = heading.text_id and block.position > heading.position
        and (following.position is null or block.position < following.position) order by position, block_id limit 30) as block
    ) as under on true
    order by asked.place`.execute(db);
  return found.rows;
}

/** How often each person, or body, took the word in these groups (null: all); to be put into another statement. */
export const spokenBy = (db: Kysely<Schema>, which: "person" | "body", groupIds: readonly number[] | null, by: Actor) =>
  saidReadBy(db, by)
    .where(`intervention.${which}_id`, "is not", null)
    .$if(groupIds !== null, (query) =>
      query.where(sql<boolean>`text_shown.group_id = any(${[...(groupIds ?? [])]}::integer[])`),
    )
    .clearSelect()
    .groupBy(`intervention.${which}_id`)
    .select([
      sql<number>`intervention.${sql.raw(which)}_id`.as("named_id"),
      sql<number>`count(distinct intervention.id)::int`.as("count"),
    ]);

/** Where an intervention names who spoke or for whom, for whoever makes two persons or two bodies one. */
const speaker = (column: string): Reference =>
  referenceOf({ table: "intervention", column, id: "id", words: ["text_id", "block_id", "speaker_words"] });
export const SPEAKERS_NAMED = { person: [speaker("person_id")], body: [speaker("body_id")] } as const;

/** The groups in whose reports a person speaks, whoever may read them. */
export async function groupsOfSpeaking(db: Database, personId: number): Promise<number[]> {
  const found = await sql<{ group_id: number }>`select distinct group_id from meeting_shown
    join intervention on intervention.meeting_id = meeting_shown.id where person_id = ${personId}`.execute(db);
  return found.rows.map((row) => row.group_id);
}

/** Reports in which this person is kept as a speaker, as far as the reader may read them; the latest first. */
export const listReportsNaming = (
  db: Database,
  personId: number,
  by: Actor,
): Promise<{ title: string; address: string }[]> =>
  db
    .selectFrom("text_shown")
    .where(readableBy(by))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("intervention")
          .whereRef("intervention.text_id", "=", "text_shown.id")
          .where("intervention.person_id", "=", personId)
          .select("intervention.id"),
      ),
    )
    .select(["title", "address"])
    .orderBy("held_on", (order) => order.desc().nullsLast())
    .orderBy("id", "desc")
    .limit(50)
    .execute();
