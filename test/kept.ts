import { sql } from "kysely";
import { addMember, giveOffice } from "../src/groups/group.queries.ts";
import { findOrAddPerson, putAlias } from "../src/people/person.queries.ts";
import type { Database } from "../src/platform/database/database.ts";
import { writeJournal } from "../src/platform/journal/journal.queries.ts";
import { INVENTORY } from "../src/rights/inventory.ts";
import type { TestApp } from "./app.ts";
import { aGroup, anAction, aReport } from "./record.ts";

export const NAME = "Wairimu Ndegwa";

/** A co-chair who spoke, was listed, owns an action, and goes by another name; a second co-chair stays. */
export async function known(db: Database, { as, at }: Pick<TestApp, "as" | "at">) {
  const group = await aGroup(db);
  const second = await findOrAddPerson(db, "Second Chair", at.now);
  await giveOffice(db, group.id, { personId: second.id, kind: "co-chair", title: null }, "2026-01-01");
  const person = await findOrAddPerson(db, NAME, at.now);
  await addMember(db, group.id, person.id, "2026-01-01");
  await putAlias(db, person.id, "Wairimu N.", "confirmed", null, at.now);
  const report = await aReport(db, group, { number: 4, heldOn: "2026-02-05", published: true, list: "public" }, [
    { kind: "paragraph", body: "The chair opened the meeting." },
  ]);
  const place = { meeting_id: report.meeting.id, position: 1 };
  await db
    .insertInto("attendance")
    .values({
      ...{ ...place, standing: "present", name_words: NAME, affiliation_words: "Lake Trust", role_words: "chair" },
      ...{ stakeholder_group: "civil society", person_id: person.id, body_id: null },
    })
    .execute();
  await db
    .insertInto("intervention")
    .values({
      ...{ ...place, text_id: report.text.id, block_id: report.blocks[0]?.id ?? 0, heading: "1", speaker_words: NAME },
      ...{
        person_id: person.id,
        body_id: null,
        on_behalf_words: null,
        act: "said",
        words: "opened",
        said_on: "2026-02-05",
      },
    })
    .execute();
  await anAction(db, group, report, { title: "Write the letter", owner: { words: NAME, personId: person.id } });
  const chair = await as(NAME, group);
  const subject = { kind: "person", id: person.id };
  await writeJournal(db, {
    kind: "person.renamed",
    groupId: group.id,
    subject,
    accountId: null,
    at: at.now,
    after: { name: NAME },
  });
  const account = await db
    .selectFrom("account")
    .where("person_id", "=", person.id)
    .select("id")
    .executeTakeFirstOrThrow();
  return { group, person, chair, accountId: account.id };
}

/** All that the database holds, as text. */
export async function everything(db: Database): Promise<string> {
  let all = "";
  for (const { name } of INVENTORY) {
    const rows = await sql<{ row: string }>`select to_jsonb(kept)::text as row from ${sql.table(name)} as kept`.execute(
      db,
    );
    all += rows.rows.map(({ row }) => `${name} ${row}\n`).join("");
  }
  return all;
}
