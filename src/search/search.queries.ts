import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { groupsWhere } from "../access/may.ts";
import { personsNamed } from "../people/person.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { namedInGroups } from "../records/named/named.queries.ts";
import { readableBy } from "../texts/text.queries.ts";
import { type FoundBlock, type FoundMeeting, type FoundPerson, MARK_BEGIN, MARK_END, type Sought } from "./search.ts";

/**
 * The question as PostgreSQL asks it, through the configuration that knows no accents. Words are quoted and so never
 * read as operators; each may be the beginning of a longer one.
 */
function tsquery(sought: readonly Sought[]): RawBuilder<unknown> {
  const part = ({ words, phrase }: Sought): RawBuilder<unknown> =>
    phrase
      ? sql`phraseto_tsquery('baraza', ${words})`
      : sql`to_tsquery('baraza', ${`'${words.replaceAll("\\", " ").replaceAll("'", "''")}':*`})`;
  const wanted = sought.map((one) => (one.without ? sql`!! ${part(one)}` : part(one)));
  return sql`(${sql.join(wanted, sql` && `)})`;
}

/** Blocks of texts that this reader may read in which it all stands, the best first. `groupId`: null for all groups. */
export async function findBlocks(
  db: Database,
  sought: readonly Sought[],
  groupId: number | null,
  part: { limit: number; offset: number },
  by: Actor,
): Promise<FoundBlock[]> {
  if (sought.every((one) => one.without)) return [];
  const found = await sql<FoundBlock>`
    with question as (select ${tsquery(sought)} as asked), best as (
      select block_shown.block_id, block_shown.number, block_shown.kind, block_shown.body, text_shown.address,
        text_shown.held_on, text_shown.group_id, ts_rank_cd(block_shown.found_by, question.asked) as rank
      from question, block_shown join text_shown on text_shown.id = block_shown.text_id
      where block_shown.found_by @@ question.asked and ${readableBy(by)}
        and (${groupId}::integer is null or text_shown.group_id = ${groupId}::integer)
      order by rank desc, text_shown.held_on desc nulls last, block_shown.block_id
      limit ${part.limit} offset ${part.offset}
    )
    select group_shown.name as "groupName", best.address, best.number, best.held_on as "heldOn", best.kind,
      ts_headline('baraza', ${plain(sql`best.body`)}, question.asked, ${HEADLINE}) as excerpt
    from question, best join group_shown on group_shown.id = best.group_id
    order by best.rank desc, best.held_on desc nulls last, best.block_id`.execute(db);
  return found.rows;
}

const HEADLINE = `StartSel=${MARK_BEGIN}, StopSel=${MARK_END}, MaxWords=32, MinWords=12, ShortWord=0, MaxFragments=2, FragmentDelimiter=" … "`;

/** Without the marks of Markdown, and without the two characters that stand for our own. Some pages of it are enough. */
const plain = (body: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`regexp_replace(regexp_replace(left(translate(${body}, ${MARK_BEGIN + MARK_END}, ''), 20000),
    '!?\\[([^\\]]*)\\]\\([^)\\s]*\\)', '\\1', 'g'), '[*\`|]+|^#+\\s*|\\\\(?=[[:punct:]])', '', 'g')`;

/** Meetings whose title holds the words, or whose number or day they are. */
export async function findMeetings(
  db: Database,
  question: string,
  groupId: number | null,
  limit: number,
  by: Actor,
): Promise<FoundMeeting[]> {
  const number = /^\D{0,20}?(\d{1,6})$/.exec(question.trim())?.[1] ?? null;
  const found = await sql<FoundMeeting>`
    select group_shown.name as "groupName", text_shown.title, text_shown.address, meeting_shown.held_on as "heldOn"
    from meeting_shown join text_shown on text_shown.id = meeting_shown.text_id
    join group_shown on group_shown.id = meeting_shown.group_id
    where ${readableBy(by)} and (${groupId}::integer is null or text_shown.group_id = ${groupId}::integer)
      and (strpos(lower(unaccent(text_shown.title)), lower(unaccent(${question.trim()}))) > 0
        or meeting_shown.number = ${number}::integer or meeting_shown.held_on::text = ${question.trim()})
    order by meeting_shown.held_on desc nulls last, meeting_shown.id desc limit ${limit}`.execute(db);
  return found.rows;
}

/** Persons of this name whom the reader, as a member of some group, may know to be named there. */
export async function findPersons(db: Database, question: string, limit: number, by: Actor): Promise<FoundPerson[]> {
  const groupIds = groupsWhere(by, "read", { resource: "person" });
  if (groupIds.length === 0) return [];
  const found = await sql<FoundPerson>`
    select named.slug, named.name from ${personsNamed(db, question.trim())} as named
    where named.id in ${namedInGroups(db, "person", groupIds, by)}
    order by lower(named.name), named.id limit ${limit}`.execute(db);
  return found.rows;
}
