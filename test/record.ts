import { sql } from "kysely";
import type { Audience } from "../src/access/disclosure.ts";
import { addGroup } from "../src/groups/group.queries.ts";
import type { Group } from "../src/groups/group.ts";
import { addMeeting } from "../src/meetings/meeting.queries.ts";
import type { Meeting } from "../src/meetings/meeting.ts";
import type { Database } from "../src/platform/database/database.ts";
import { addBlocks } from "../src/texts/block.queries.ts";
import { addText, setPublished } from "../src/texts/text.queries.ts";
import type { NewBlock, Text } from "../src/texts/text.ts";

const NOW = new Date("2026-03-05T14:00:00Z");

export const aGroup = (db: Database, name = "Working Group on Open Rivers"): Promise<Group> =>
  addGroup(db, { name, shortName: name.split(" ").at(-1) ?? name, timeZone: "UTC" }, NOW);

export type KeptReport = { meeting: Meeting; text: Text; blocks: { id: number; number: number }[] };
type Facts = { number: number; heldOn: string; published: boolean; list?: Audience };

/** A report that was taken in, with its meeting; its blocks as given. */
export async function aReport(
  db: Database,
  group: Group,
  facts: Facts,
  blocks: readonly NewBlock[],
): Promise<KeptReport> {
  const address = `/${group.slug}/meetings/${facts.number}`;
  const text = await addText(
    db,
    {
      groupId: group.id,
      title: `Report of meeting ${facts.number}`,
      address,
      language: "en",
      direction: "ltr",
      heldOn: facts.heldOn,
    },
    NOW,
  );
  const meeting = await addMeeting(
    db,
    {
      ...{
        groupId: group.id,
        handle: String(facts.number),
        number: facts.number,
        numberWords: null,
        title: null,
        heldOn: facts.heldOn,
      },
      ...{
        startsAt: null,
        endsAt: null,
        timeWords: null,
        timeZone: null,
        joiningLink: null,
        recordingAddress: null,
        attribution: "named",
        namesGone: false,
        disclosureWords: null,
        textId: text.id,
      },
      ...{ nextOn: null, nextWords: null, nextCertainty: null, state: facts.published ? "published" : "closed" },
      list: { audience: facts.list ?? "members", how: "at once" },
      recording: { audience: "nobody", how: "at once" },
    },
    NOW,
  );
  if (facts.published) await setPublished(db, text.id, NOW);
  return { meeting, text, blocks: await addBlocks(db, text.id, blocks, { accountId: null }, NOW) };
}

type StatedAction = {
  title: string;
  owner?: { words: string; personId?: number; bodyId?: number };
  recipient?: string;
  dueOn?: string;
  dueWords?: string;
};

/** An action that a report states; returns its number in the group. */
export async function anAction(
  db: Database,
  group: Group,
  report: KeptReport,
  stated: StatedAction,
  block = 0,
): Promise<number> {
  const added = await db
    .insertInto("action")
    .values({
      group_id: group.id,
      number: sql`(select coalesce(max(number), 0) + 1 from action where group_id = ${group.id})`,
      ...{
        text_id: report.text.id,
        block_id: report.blocks[block]?.id ?? null,
        title: stated.title,
        recipient: stated.recipient ?? null,
      },
      ...{ due_on: stated.dueOn ?? null, due_words: stated.dueWords ?? null, marked: true, evidence: null },
      ...{ stated_on: report.meeting.heldOn, closed_on: null, created_at: NOW },
    })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
  const { owner } = stated;
  if (owner)
    await db
      .insertInto("action_owner")
      .values({
        action_id: added.id,
        position: 1,
        words: owner.words,
        person_id: owner.personId ?? null,
        body_id: owner.bodyId ?? null,
      })
      .execute();
  return added.number;
}

/** What came out of a report besides actions; each returns its number in the group. */
export async function aDecision(db: Database, group: Group, report: KeptReport, title: string): Promise<number> {
  const born = bornIn(group, report, title);
  const values = { ...born, number: nextNumber("decision", group), decided_on: report.meeting.heldOn };
  return (await db.insertInto("decision").values(values).returning("number").executeTakeFirstOrThrow()).number;
}

export async function aRecommendation(
  db: Database,
  group: Group,
  report: KeptReport,
  title: string,
  addressees: string[] = [],
): Promise<number> {
  const number = nextNumber("recommendation", group);
  const values = { ...bornIn(group, report, title), number, addressees, made_on: report.meeting.heldOn };
  return (await db.insertInto("recommendation").values(values).returning("number").executeTakeFirstOrThrow()).number;
}

export async function aQuestion(
  db: Database,
  group: Group,
  report: KeptReport,
  title: string,
  askedBy: string | null = null,
): Promise<number> {
  const number = nextNumber("open_question", group);
  const values = { ...bornIn(group, report, title), number, asked_by: askedBy, asked_on: report.meeting.heldOn };
  return (await db.insertInto("open_question").values(values).returning("number").executeTakeFirstOrThrow()).number;
}

const bornIn = (group: Group, report: KeptReport, title: string) => ({
  group_id: group.id,
  text_id: report.text.id,
  block_id: report.blocks[0]?.id ?? null,
  title,
});
const nextNumber = (table: "decision" | "recommendation" | "open_question", group: Group) =>
  sql<number>`(select coalesce(max(number), 0) + 1 from ${sql.table(table)} where group_id = ${group.id})`;

type Spoken = {
  heading: string;
  speaker: string;
  words: string;
  personId?: number;
  bodyId?: number;
  onBehalf?: string;
};

/** What somebody said in a report, in the block at this place of it. */
export async function anIntervention(db: Database, report: KeptReport, block: number, spoken: Spoken): Promise<void> {
  await db
    .insertInto("intervention")
    .values({
      ...{
        meeting_id: report.meeting.id,
        text_id: report.text.id,
        block_id: report.blocks[block]?.id ?? 0,
        position: block,
      },
      ...{ heading: spoken.heading, speaker_words: spoken.speaker, words: spoken.words, act: "noted" as const },
      ...{
        person_id: spoken.personId ?? null,
        body_id: spoken.bodyId ?? null,
        on_behalf_words: spoken.onBehalf ?? null,
      },
      said_on: report.meeting.heldOn,
    })
    .execute();
}

type Attended = { name: string; affiliation?: string; personId?: number; bodyId?: number; stakeholderGroup?: string };

/** Who was at a meeting, as named and affiliated that day. */
export async function anAttendance(db: Database, report: KeptReport, attended: Attended): Promise<void> {
  await db
    .insertInto("attendance")
    .values({
      ...{ meeting_id: report.meeting.id, position: 1, standing: "present" as const, name_words: attended.name },
      ...{ affiliation_words: attended.affiliation ?? null, role_words: null },
      ...{ stakeholder_group: attended.stakeholderGroup ?? null },
      ...{ person_id: attended.personId ?? null, body_id: attended.bodyId ?? null },
    })
    .execute();
}

/** Makes somebody a plain member of a group: takes the office away that `as` gave. */
export async function onlyMember(db: Database, group: Group, name: string): Promise<void> {
  await sql`update office set until_on = '2026-01-01', since_on = '2025-01-01'
    where group_id = ${group.id} and person_id = (select id from person where name = ${name})`.execute(db);
}

export async function aDocument(
  db: Database,
  report: KeptReport,
  title: string,
  address: string | null,
): Promise<void> {
  const values = { meeting_id: report.meeting.id, position: 1, title, address, from_words: "Asha", to_words: null };
  await db
    .insertInto("attachment")
    .values({ ...values, block_id: report.blocks[0]?.id ?? null })
    .execute();
}

export async function anEvent(
  db: Database,
  report: KeptReport,
  title: string,
  startsOn: string | null,
  address: string | null = null,
) {
  const values = { text_id: report.text.id, position: 1, block_id: null, title, date_words: startsOn ?? "in spring" };
  const days = { starts_on: startsOn, ends_on: null, certainty: "expected" as const, address };
  await db
    .insertInto("mentioned_event")
    .values({ ...values, ...days })
    .execute();
}

export async function anAcronym(
  db: Database,
  report: KeptReport,
  letters: string,
  words: string | null,
): Promise<number> {
  const values = { group_id: report.text.groupId, letters, words, state: "proposed" as const, text_id: report.text.id };
  return (await db.insertInto("acronym").values(values).returning("id").executeTakeFirstOrThrow()).id;
}

export async function aFinding(db: Database, report: KeptReport, message: string): Promise<number> {
  const values = {
    text_id: report.text.id,
    position: 1,
    kind: "dates",
    rule: "dates",
    level: "warning" as const,
    line: 3,
  };
  const told = { words: "8 April", message, remedy: "Give one date.", passed_over_at: null };
  return (
    await db
      .insertInto("finding")
      .values({ ...values, ...told })
      .returning("id")
      .executeTakeFirstOrThrow()
  ).id;
}

/** An item of the agenda; with the place of the block that treats it, null where none does. */
export async function anItem(db: Database, report: KeptReport, title: string, block: number | null): Promise<void> {
  const blockId = block === null ? null : (report.blocks[block]?.id ?? null);
  const values = { meeting_id: report.meeting.id, parent_id: null, position: 1, label: null, title, block_id: blockId };
  await db.insertInto("agenda_item").values(values).execute();
}
