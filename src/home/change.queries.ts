import { sql } from "kysely";
import { type Actor, belongingOf } from "../access/actor.ts";
import { nameActions } from "../actions/action-list.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { listLinesSince, type PastLine, type Since } from "../platform/journal/journal-since.queries.ts";
import { readableBy } from "../texts/text.queries.ts";
import { CHANGE_SENTENCES, type Change } from "./change.ts";

/**
 * What changed in the groups of this reader since then, the latest first. The journal says that something changed; what
 * it is called and where it stands is asked now, with the rights of now: what may not be read any more is not told.
 */
export async function listChanges(db: Database, since: Since, by: Actor, limit: number): Promise<Change[]> {
  const lines = await listLinesSince(db, since, belongingOf(by.standing), Object.keys(CHANGE_SENTENCES), by, 200);
  const [texts, actions] = await Promise.all([nameTexts(db, lines, by), nameActions(db, idsOf(lines, "action"), by)]);
  const named = new Map([
    ...texts.map((one) => [`${one.kind} ${one.id}`, one] as const),
    ...actions.map((one) => [`action ${one.id}`, one] as const),
  ]);
  const changes = new Map<string, Change>();
  for (const line of lines) {
    const thing = named.get(`${line.subjectKind} ${line.subjectId}`);
    const source = CHANGE_SENTENCES[line.kind];
    if (!thing || source === undefined) continue;
    const { title: what, href } = thing;
    const said = `${source} ${href.replace(/#.*$/, "")}`; // many corrections of one report are told once
    if (!changes.has(said)) changes.set(said, { source, what, href, groupId: line.groupId, on: line.on });
  }
  return [...changes.values()].slice(0, limit);
}

const idsOf = (lines: readonly PastLine[], kind: string): number[] =>
  lines.filter((line) => line.subjectKind === kind).map((line) => line.subjectId);

type Named = { kind: string; id: number; title: string; href: string };

/** The texts that lines speak of, by themselves, by a block or by a meeting, as far as this reader may read them. */
async function nameTexts(db: Database, lines: readonly PastLine[], by: Actor): Promise<Named[]> {
  const [texts, blocks, meetings] = ["text", "block", "meeting"].map((kind) => idsOf(lines, kind));
  const found = await sql<Named>`
    select asked.kind, asked.id, text_shown.title, text_shown.address || coalesce('#' || asked.number, '') as href
    from (
      select 'text' as kind, id, id as text_id, null::integer as number from unnest(${texts}::integer[]) as given (id)
      union all select 'block', block_id, text_id, number from block_shown where block_id = any(${blocks}::integer[])
      union all select 'meeting', id, text_id, null from meeting_shown where id = any(${meetings}::integer[])
    ) as asked
    join text_shown on text_shown.id = asked.text_id
    where ${readableBy(by)}
    order by asked.kind, asked.id limit 1000`.execute(db);
  return found.rows;
}
