import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";

type Certainty = "fixed" | "expected" | "proposed";
declare module "../platform/database/schema.ts" {
  interface Schema {
    mentioned_event: {
      id: Generated<number>;
      text_id: number;
      block_id: number | null;
      position: number;
      title: string;
      date_words: string;
      starts_on: string | null;
      ends_on: string | null;
      certainty: Certainty;
      address: string | null;
    };
  }
}

export type NewMentionedEvent = {
  title: string;
  dateWords: string;
  startsOn: string | null;
  endsOn: string | null;
  certainty: Certainty;
  address: string | null;
  blockId: number | null;
};

export async function addMentionedEvents(
  trx: Database,
  textId: number,
  events: readonly NewMentionedEvent[],
): Promise<void> {
  await sql`insert into mentioned_event (text_id, position, block_id, title, date_words, starts_on, ends_on, certainty, address)
    select ${textId}, place, block_id, title, date_words, starts_on, ends_on, certainty, address
    from unnest(${events.map((one) => one.blockId)}::integer[], ${events.map((one) => one.title)}::text[],
      ${events.map((one) => one.dateWords)}::text[], ${events.map((one) => one.startsOn)}::date[],
      ${events.map((one) => one.endsOn)}::date[], ${events.map((one) => one.certainty)}::text[],
      ${events.map((one) => one.address)}::text[])
      with ordinality as given (block_id, title, date_words, starts_on, ends_on, certainty, address, place)`.execute(
    trx,
  );
}

export async function removeMentionedEvents(trx: Database, textId: number): Promise<void> {
  await trx.deleteFrom("mentioned_event").where("text_id", "=", textId).execute();
}
