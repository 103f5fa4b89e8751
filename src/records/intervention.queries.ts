import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Act } from "./report.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    intervention: {
      id: Generated<number>;
      meeting_id: number;
      text_id: number;
      block_id: number;
      position: number;
      heading: string;
      speaker_words: string;
      person_id: number | null;
      body_id: number | null;
      on_behalf_words: string | null;
      act: Act;
      words: string;
      said_on: string | null;
    };
  }
}

/** One person or body taking the word once. `heading`: of the section in which it was said. */
export type NewIntervention = {
  blockId: number;
  heading: string;
  speaker: string;
  personId: number | null;
  bodyId: number | null;
  onBehalf: string | null;
  act: Act;
  words: string;
};

export async function addInterventions(
  trx: Database,
  at: { meetingId: number; textId: number; heldOn: string | null },
  said: readonly NewIntervention[],
): Promise<void> {
  await sql`insert into intervention (meeting_id, text_id, block_id, position, heading, speaker_words, person_id, body_id,
      on_behalf_words, act, words, said_on)
    select ${at.meetingId}, ${at.textId}, block_id, place, heading, speaker, person_id, body_id, on_behalf, act, words, ${at.heldOn}::date
    from unnest(${said.map((one) => one.blockId)}::integer[], ${said.map((one) => one.heading)}::text[],
      ${said.map((one) => one.speaker)}::text[], ${said.map((one) => one.personId)}::integer[],
      ${said.map((one) => one.bodyId)}::integer[], ${said.map((one) => one.onBehalf)}::text[],
      ${said.map((one) => one.act)}::text[], ${said.map((one) => one.words)}::text[])
      with ordinality as given (block_id, heading, speaker, person_id, body_id, on_behalf, act, words, place)`.execute(
    trx,
  );
}

export async function removeInterventions(trx: Database, textId: number): Promise<void> {
  await trx.deleteFrom("intervention").where("text_id", "=", textId).execute();
}

type Named = { persons: number[]; bodies: number[] };

/** Persons and bodies who spoke in this text. */
export async function speakersOfText(db: Database, textId: number): Promise<Named> {
  const found = await sql<{ person_id: number | null; body_id: number | null }>`
    select distinct person_id, body_id from intervention where text_id = ${textId}`.execute(db);
  return asNamed(found.rows);
}

/** Of these persons and bodies, those who spoke in a text that is shown. */
export async function namedAsSpeakers(db: Database, named: Named): Promise<Named> {
  const found = await sql<{ person_id: number | null; body_id: number | null }>`
    select distinct person_id, body_id from intervention join text_shown on text_shown.id = text_id
    where person_id = any(${named.persons}::integer[]) or body_id = any(${named.bodies}::integer[])`.execute(db);
  return asNamed(found.rows);
}

const asNamed = (rows: readonly { person_id: number | null; body_id: number | null }[]): Named => ({
  persons: rows.flatMap((row) => row.person_id ?? []),
  bodies: rows.flatMap((row) => row.body_id ?? []),
});
