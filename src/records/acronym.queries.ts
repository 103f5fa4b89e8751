import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    acronym: {
      id: Generated<number>;
      group_id: number;
      letters: string;
      words: string | null;
      state: "proposed" | "confirmed" | "declined";
      text_id: number | null;
    };
  }
}

/** Proposes acronyms for the group's glossary; a known one without words gains them. What was decided stays. */
export async function proposeAcronyms(
  trx: Database,
  origin: { groupId: number; textId: number },
  found: readonly { letters: string; words: string | null }[],
): Promise<void> {
  await sql`insert into acronym (group_id, letters, words, state, text_id)
    select distinct on (letters) ${origin.groupId}::integer, letters, words, 'proposed', ${origin.textId}::integer
    from unnest(${found.map((one) => one.letters)}::text[], ${found.map((one) => one.words)}::text[])
      with ordinality as given (letters, words, place) order by letters, words is null, place
    on conflict (group_id, letters) do update set words = excluded.words, text_id = excluded.text_id
      where acronym.state = 'proposed' and excluded.words is not null
        and (acronym.words is null or acronym.text_id is null or not exists (select 1 from text_shown where text_shown.id = acronym.text_id))`.execute(
    trx,
  );
}

/** Takes back what this text proposed; what a person decided about stays. */
export async function removeProposedAcronyms(trx: Database, textId: number): Promise<void> {
  await trx.deleteFrom("acronym").where("text_id", "=", textId).where("state", "=", "proposed").execute();
}
