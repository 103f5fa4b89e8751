import type { Database } from "../platform/database/database.ts";
import type {} from "./intervention.queries.ts";
import type { Act } from "./report.ts";

/** Who took the word in one block, with what the record knows of where that was. */
export type KeptIntervention = {
  meetingId: number;
  textId: number;
  position: number;
  heading: string;
  speaker: string;
  personId: number | null;
  bodyId: number | null;
  onBehalf: string | null;
  act: Act;
  words: string;
  saidOn: string | null;
};

export const listInterventionsOfBlock = (db: Database, blockId: number): Promise<KeptIntervention[]> =>
  db
    .selectFrom("intervention")
    .where("block_id", "=", blockId)
    .select([
      "meeting_id as meetingId",
      "text_id as textId",
      "position",
      "heading",
      "speaker_words as speaker",
      "person_id as personId",
      "body_id as bodyId",
      "on_behalf_words as onBehalf",
      "act",
      "words",
      "said_on as saidOn",
    ])
    .orderBy("position")
    .orderBy("id")
    .limit(200)
    .execute();

/** Puts these in place of what the block held; they keep its place among the others. */
export async function replaceInterventions(
  trx: Database,
  blockId: number,
  said: readonly KeptIntervention[],
): Promise<void> {
  await trx.deleteFrom("intervention").where("block_id", "=", blockId).execute();
  if (said.length === 0) return;
  await trx
    .insertInto("intervention")
    .values(
      said.map((one) => ({
        meeting_id: one.meetingId,
        text_id: one.textId,
        block_id: blockId,
        position: one.position,
        heading: one.heading,
        speaker_words: one.speaker,
        person_id: one.personId,
        body_id: one.bodyId,
        on_behalf_words: one.onBehalf,
        act: one.act,
        words: one.words,
        said_on: one.saidOn,
      })),
    )
    .execute();
}

/** Lets go of what was said in blocks whose words are let go of. */
export async function forgetSaidIn(trx: Database, blockIds: readonly number[]): Promise<void> {
  await trx
    .deleteFrom("intervention")
    .where("block_id", "in", [...blockIds])
    .execute();
}
