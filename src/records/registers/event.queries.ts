import { sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import type { Database } from "../../platform/database/database.ts";
import { notHidden } from "../../texts/hidden-block.queries.ts";
import { readableBy } from "../../texts/text.queries.ts";

/** An event or an opportunity that a report mentions: its day as the report says it, and how certain that is. */
export type MentionedEvent = {
  id: number;
  title: string;
  dateWords: string;
  startsOn: string | null;
  endsOn: string | null;
  certainty: "fixed" | "expected" | "proposed";
  address: string | null;
  fromAddress: string;
  blockNumber: number | null;
  mentionedOn: string | null;
};

/** Those to come first, the next one first; then those without a day; then those that are over, the last first. */
export const listMentionedEvents = (
  db: Database,
  groupId: number,
  part: { limit: number; offset: number },
  by: Actor,
  today: string,
): Promise<MentionedEvent[]> => {
  const isToCome = sql<boolean>`coalesce(ends_on, starts_on) >= ${today}`;
  return db
    .selectFrom("mentioned_event")
    .innerJoin("text_shown", "text_shown.id", "mentioned_event.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "mentioned_event.block_id")
    .where("text_shown.group_id", "=", groupId)
    .where(readableBy(by))
    .where(notHidden("mentioned_event.block_id"))
    .select([
      "mentioned_event.id",
      "mentioned_event.title",
      "date_words as dateWords",
      "starts_on as startsOn",
      "ends_on as endsOn",
      "certainty",
      "mentioned_event.address",
      "text_shown.address as fromAddress",
      "block_shown.number as blockNumber",
      "text_shown.held_on as mentionedOn",
    ])
    .orderBy(sql`case when ${isToCome} then 0 when starts_on is null then 1 else 2 end`)
    .orderBy(sql`case when ${isToCome} then starts_on end`)
    .orderBy("starts_on", (order) => order.desc().nullsLast())
    .orderBy("text_shown.held_on", (order) => order.desc().nullsLast())
    .orderBy("mentioned_event.id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
};
