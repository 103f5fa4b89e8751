import { sql } from "kysely";
import type { Actor } from "../../access/actor.ts";
import { listUntreatedItems } from "../../meetings/untreated.queries.ts";
import type { Database } from "../../platform/database/database.ts";
import { readableBy } from "../../texts/text.queries.ts";

/** An item of the last meeting that nobody reported on, or for which nobody was there. */
export type UntreatedItem = { title: string; fromAddress: string; blockNumber: number | null; heldOn: string | null };

/** Items of the last report that stand on the agenda and nowhere else, and headings under which it says that nobody was there. */
export async function listItemsToCarry(db: Database, groupId: number, by: Actor): Promise<UntreatedItem[]> {
  const [untreated, absent] = await Promise.all([
    listUntreatedItems(db, groupId, by),
    listItemsWithNobody(db, groupId, by),
  ]);
  const known = new Set(untreated.map((item) => item.title.toLowerCase()));
  return [...untreated, ...absent.filter((item) => !known.has(item.title.toLowerCase()))];
}

/** Forms in which reports say that nobody could speak to an item. */
const NOBODY =
  "\\m(no[- ]?one|no ?body|no (representatives?|delegates?|speakers?))\\M[^.;]{0,100}\\m(on the call|present|in attendance|attend(ed|ing)?|here|joined|available|represented|there|came|could (attend|join|come|report))\\M|\\m(was|were) not represented\\M|\\mno representatives? (of|from)\\M|\\m(nobody|no one) to report\\M";

async function listItemsWithNobody(db: Database, groupId: number, by: Actor): Promise<UntreatedItem[]> {
  const found = await sql<UntreatedItem>`
    with last as (
      select id, address, held_on from text_shown where group_id = ${groupId} and ${readableBy(by)}
      order by held_on desc nulls last, id desc limit 1
    )
    select heading.body as title, last.address as "fromAddress", heading.number as "blockNumber", last.held_on as "heldOn"
    from last join block_shown as block on block.text_id = last.id and block.kind <> 'heading' and block.body ~* ${NOBODY}
    join lateral (
      select body, number, position from block_shown as above
      where above.text_id = last.id and above.kind = 'heading' and above.position < block.position
      order by position desc limit 1
    ) as heading on true
    group by heading.body, heading.number, heading.position, last.address, last.held_on
    order by heading.position limit 50`.execute(db);
  return found.rows;
}
