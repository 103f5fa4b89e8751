import { type Generated, type RawBuilder, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import { mayWhere } from "../access/may.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { BlockKind, Text } from "./text.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    text: {
      id: Generated<number>;
      group_id: number;
      kind: "report";
      title: string;
      address: string;
      language: string;
      direction: "ltr" | "rtl";
      held_on: string | null;
      published_at: Date | null;
      withdrawn_at: Date | null;
      change_number: Generated<number>;
      last_block_number: Generated<number>;
      created_at: Date;
    };
    text_shown: {
      id: number;
      group_id: number;
      kind: "report";
      title: string;
      address: string;
      language: string;
      direction: "ltr" | "rtl";
      held_on: string | null;
      published_at: Date | null;
    };
    block_shown: {
      block_id: number;
      text_id: number;
      number: number;
      position: number;
      kind: BlockKind;
      body: string;
      attributes: Record<string, unknown>;
      found_by: string;
    };
  }
}

const shown = [
  "id",
  "group_id as groupId",
  "kind",
  "title",
  "address",
  "language",
  "direction",
  "held_on as heldOn",
  "published_at as publishedAt",
] as const;

/** The condition under which this reader may read a text, for joins on `text_shown` under the alias `as`. */
export const readableBy = (by: Actor, as = "text_shown"): RawBuilder<boolean> =>
  mayWhere(
    by,
    "read",
    { resource: "text" },
    {
      groupId: sql.ref(`${as}.group_id`),
      facts: { published: sql<boolean>`${sql.ref(`${as}.published_at`)} is not null` },
    },
  );

export const findText = (db: Database, id: number): Promise<Text | undefined> =>
  db.selectFrom("text_shown").where("id", "=", id).select(shown).executeTakeFirst();

/** The text of a group that is shown at this address. */
export const findTextAt = (db: Database, groupId: number, address: string): Promise<Text | undefined> =>
  db
    .selectFrom("text_shown")
    .where("group_id", "=", groupId)
    .where("address", "=", address)
    .select(shown)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();

export type TextFacts = {
  groupId: number;
  title: string;
  address: string;
  language: string;
  direction: "ltr" | "rtl";
  heldOn: string | null;
};

export const addText = (trx: Database, facts: TextFacts, now: Date): Promise<Text> =>
  trx
    .insertInto("text")
    .values({
      group_id: facts.groupId,
      kind: "report",
      title: facts.title,
      address: facts.address,
      language: facts.language,
      direction: facts.direction,
      held_on: facts.heldOn,
      published_at: null,
      withdrawn_at: null,
      created_at: now,
    })
    .returning(shown)
    .executeTakeFirstOrThrow();

/** Sets where a text is shown and what it is called, when its owner renumbered or renamed it. */
export async function placeText(
  trx: Database,
  id: number,
  place: { title: string; address: string; heldOn: string | null },
): Promise<void> {
  await trx
    .updateTable("text")
    .set({ title: place.title, address: place.address, held_on: place.heldOn })
    .where("id", "=", id)
    .execute();
}

/** Publishes the text, or takes it back with null. */
export async function setPublished(trx: Database, id: number, publishedAt: Date | null): Promise<void> {
  await trx.updateTable("text").set({ published_at: publishedAt }).where("id", "=", id).execute();
}

/** Takes a text out of every list without losing a word of it; null brings it back. */
export async function setWithdrawn(trx: Database, id: number, withdrawnAt: Date | null): Promise<void> {
  await trx.updateTable("text").set({ withdrawn_at: withdrawnAt }).where("id", "=", id).execute();
}

/** A published text for a feed: its first words beside its title. */
export type PublishedText = { address: string; title: string; publishedAt: Date; opening: string };

/** What a group published, the latest first; 50 at most. */
export async function listPublished(db: Database, groupId: number): Promise<PublishedText[]> {
  const rows = await db
    .selectFrom("text_shown")
    .where("group_id", "=", groupId)
    .where("published_at", "is not", null)
    .select((eb) => [
      "address",
      "title",
      "published_at",
      eb
        .selectFrom("block_shown")
        .whereRef("block_shown.text_id", "=", "text_shown.id")
        .where("block_shown.kind", "<>", "heading")
        .select(sql<string>`left(block_shown.body, 300)`.as("opening"))
        .orderBy("block_shown.position")
        .limit(1)
        .as("opening"),
    ])
    .orderBy("published_at", "desc")
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    address: row.address,
    title: row.title,
    publishedAt: row.published_at ?? new Date(0),
    opening: row.opening ?? "",
  }));
}

/** The texts of a group whose own address changed: each stands below the new one. */
export async function moveTextsOfGroup(
  trx: Database,
  groupId: number,
  oldPath: string,
  newPath: string,
): Promise<void> {
  await sql`update text set address = ${newPath}::text || substr(address, ${oldPath.length + 1}::integer)
    where group_id = ${groupId} and starts_with(address, ${`${oldPath}/`})`.execute(trx);
}

/** Whether the group has published anything, now or once. */
export async function hasPublished(db: Database, groupId: number): Promise<boolean> {
  const found = await sql<{ has: boolean }>`select exists (select 1 from text where group_id = ${groupId}
    and (published_at is not null or exists (select 1 from edition where text_id = text.id))) as has`.execute(db);
  return found.rows[0]?.has ?? false;
}
