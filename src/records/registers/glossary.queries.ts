import { sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import { mayWhere } from "../../access/may.queries.ts";
import type { Database } from "../../platform/database/database.ts";

/** Letters and what they stand for, proposed from a text or confirmed by a person. */
export type Acronym = {
  id: number;
  letters: string;
  words: string | null;
  state: "proposed" | "confirmed" | "declined";
  fromAddress: string | null;
};

/** An acronym stands with its text; where that is gone, once a person confirmed it. */
const STANDS = sql<boolean>`(text_shown.id is not null or acronym.text_id is null and acronym.state = 'confirmed')`;
const PUBLISHED = sql<boolean>`(acronym.text_id is null or text_shown.published_at is not null)`;

/** The group's acronyms whose text this reader may read, explained ones first, by their letters. `which`: declined ones are asked for alone. */
export const listAcronyms = (
  db: Database,
  groupId: number,
  which: "explained" | "all" | "declined",
  part: { limit: number; offset: number },
  by: Actor,
): Promise<Acronym[]> =>
  db
    .selectFrom("acronym")
    .leftJoin("text_shown", "text_shown.id", "acronym.text_id")
    .where("acronym.group_id", "=", groupId)
    .where(STANDS)
    .where(
      mayWhere(
        by,
        "read",
        { resource: "glossary" },
        { groupId: sql.ref("acronym.group_id"), facts: { published: PUBLISHED } },
      ),
    )
    .$if(which === "explained", (query) =>
      query.where("acronym.words", "is not", null).where("acronym.state", "!=", "declined"),
    )
    .$if(which === "all", (query) => query.where("acronym.state", "!=", "declined"))
    .$if(which === "declined", (query) => query.where("acronym.state", "=", "declined"))
    .select(["acronym.id", "letters", "words", "state", "text_shown.address as fromAddress"])
    .orderBy(sql`acronym.words is null`)
    .orderBy(sql`lower(letters)`)
    .orderBy("acronym.id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

/** One of the group's acronyms as it stands, its row locked. */
export const lockAcronym = (trx: Database, groupId: number, id: number) =>
  trx
    .selectFrom("acronym")
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .select(["id", "words", "state"])
    .forUpdate()
    .executeTakeFirst();

export async function setAcronym(
  trx: Database,
  id: number,
  to: { words: string | null; state: Acronym["state"] },
): Promise<void> {
  await trx.updateTable("acronym").set({ words: to.words, state: to.state }).where("id", "=", id).execute();
}
