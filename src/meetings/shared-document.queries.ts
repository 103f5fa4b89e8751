import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import { notHidden } from "../texts/hidden-block.queries.ts";
import { readableBy } from "../texts/text.queries.ts";

/** A document that was shared at a meeting: by whom, to whom, where it is. */
export type SharedDocument = {
  id: number;
  title: string | null;
  address: string | null;
  from: string | null;
  to: string | null;
  fromAddress: string;
  blockNumber: number | null;
  heldOn: string | null;
};

/** The documents shared at meetings whose reports this reader may read, latest first. */
export const listSharedDocuments = (
  db: Database,
  groupId: number,
  part: { limit: number; offset: number },
  by: Actor,
): Promise<SharedDocument[]> =>
  db
    .selectFrom("attachment")
    .innerJoin("meeting", "meeting.id", "attachment.meeting_id")
    .innerJoin("text_shown", "text_shown.id", "meeting.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "attachment.block_id")
    .where("meeting.group_id", "=", groupId)
    .where("meeting.withdrawn_at", "is", null)
    .where(readableBy(by))
    .where(notHidden("attachment.block_id"))
    .select([
      "attachment.id",
      "attachment.title",
      "attachment.address",
      "attachment.from_words as from",
      "attachment.to_words as to",
      "text_shown.address as fromAddress",
      "block_shown.number as blockNumber",
      "meeting.held_on as heldOn",
    ])
    .orderBy("meeting.held_on", (order) => order.desc().nullsLast())
    .orderBy("meeting.id", "desc")
    .orderBy("attachment.position")
    .orderBy("attachment.id")
    .limit(part.limit)
    .offset(part.offset)
    .execute();
