import { sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import { readableBy } from "../texts/text.queries.ts";

type Untreated = { title: string; fromAddress: string; blockNumber: number | null; heldOn: string | null };

/** Items on the agenda of the last meeting with a report that this reader may read, of which the report says nothing. */
export async function listUntreatedItems(db: Database, groupId: number, by: Actor): Promise<Untreated[]> {
  const found = await sql<Untreated>`
    with last as (
      select meeting.id, meeting.held_on, text_shown.address from meeting join text_shown on text_shown.id = meeting.text_id
      where meeting.group_id = ${groupId} and meeting.withdrawn_at is null and ${readableBy(by)}
      order by meeting.held_on desc nulls last, meeting.id desc limit 1
    )
    select item.title, last.address as "fromAddress", null::integer as "blockNumber", last.held_on as "heldOn"
    from last join agenda_item as item on item.meeting_id = last.id
    where item.parent_id is null and item.block_id is null
      and not exists (select 1 from agenda_item as child where child.parent_id = item.id and child.block_id is not null)
      and exists (select 1 from agenda_item as treated where treated.meeting_id = last.id and treated.block_id is not null)
    order by item.position, item.id limit 50`.execute(db);
  return found.rows;
}
