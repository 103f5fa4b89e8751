import { sql } from "kysely";
import { type Actor, visitor } from "../../src/access/actor.ts";
import { disclosureFacts } from "../../src/access/disclosure.ts";
import { type Fact, type Resource, ROLES, type Role } from "../../src/access/matrix.ts";
import { accountFor, actorOf, inviteAccount, signIn } from "../../src/accounts/sign-in.commands.ts";
import { addMember, giveOffice } from "../../src/groups/group.queries.ts";
import { type Group, OFFICES } from "../../src/groups/group.ts";
import { correctionOf } from "../../src/meetings/correction.ts";
import { findOrAddBody } from "../../src/people/body.queries.ts";
import { findOrAddPerson, listAliases, putAlias } from "../../src/people/person.queries.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { writeJournal } from "../../src/platform/journal/journal.queries.ts";
import { readOwnReportFile } from "../../src/records/report-file.ts";
import { addImport, decideImport } from "../../src/records/report-import.queries.ts";
import * as record from "../record.ts";

export const NOW = new Date("2026-03-05T14:00:00Z");

/** Words that stand in one thing alone: whoever is shown them was shown the thing. */
export type Canary = { words: string; resource: Resource };

/** A report with everything that hangs on it, the facts of it, and how addresses name it and its parts. */
export type Target = {
  name: string;
  groupId: number;
  facts: { [fact in Fact]?: boolean };
  /** By the steps of the address up to the parameter, without the parameters before: "meetings/blocks/:number". */
  params: Record<string, string>;
  canaries: Canary[];
};

type Kind = { number: number; published: boolean; list: "public" | "nobody" };

export async function aTarget(db: Database, group: Group, kind: Kind): Promise<Target> {
  const n = `${group.slug.replaceAll("-", "")}${kind.number}`;
  const person = await findOrAddPerson(db, `Canaryperson${n} Ferro`, NOW);
  const body = await findOrAddBody(db, `Canarybody${n} Institute`, NOW);
  await putAlias(db, person.id, `Canaryalias${n} Ferro`, "proposed", "written so once", NOW);
  const report = await record.aReport(
    db,
    group,
    { number: kind.number, heldOn: `2026-01-${kind.number}`, published: kind.published, list: kind.list },
    [
      { kind: "heading", body: `Canaryheading${n}` },
      { kind: "paragraph", body: `Canaryparagraph${n} flows downhill.` },
      { kind: "intervention", body: `Canaryperson${n} said canarysaid${n}.` },
    ],
  );
  const owner = { words: `Canaryowner${n}`, personId: person.id };
  const due = { dueOn: "2026-02-01", recipient: `Canaryrecipient${n}` };
  const action = await record.anAction(db, group, report, { title: `Canaryaction${n}`, owner, ...due });
  await record.aDecision(db, group, report, `Canarydecision${n}`);
  const recommendation = await record.aRecommendation(db, group, report, `Canaryrecommendation${n}`);
  const question = await record.aQuestion(db, group, report, `Canaryquestion${n}`, `Canaryasker${n}`);
  const spoken = { heading: `Canaryheading${n}`, speaker: `Canaryspeaker${n}`, words: `canarysaid${n}` };
  await record.anIntervention(db, report, 2, { ...spoken, personId: person.id, bodyId: body.id });
  await record.anAttendance(db, report, {
    name: `Canaryattendee${n}`,
    affiliation: `Canaryaffiliation${n}`,
    personId: person.id,
    bodyId: body.id,
  });
  await record.aDocument(db, report, `Canarydocument${n}`, "https://example.org/doc");
  await record.anEvent(db, report, `Canaryevent${n}`, "2026-06-01");
  await record.anItem(db, report, `Canaryitem${n}`, 0);
  await record.anItem(db, report, `Canaryuntreated${n}`, null);
  const acronym = await record.anAcronym(db, report, `CANARY${n}`.toUpperCase(), `Canarywords${n}`);
  const finding = await record.aFinding(db, report, `Canaryfinding${n}`);
  const [alias] = await listAliases(db, person.id);
  const entry = await db
    .selectFrom("attendance")
    .where("meeting_id", "=", report.meeting.id)
    .select("id")
    .executeTakeFirstOrThrow();
  const line = (subject: string, id: number, state: unknown = {}) => aLine(db, group, subject, id, state);
  const [actionId, recommendationId, questionId] = [
    await idOf(db, "action", group, action),
    await idOf(db, "recommendation", group, recommendation),
    await idOf(db, "open_question", group, question),
  ];
  const facts = disclosureFacts(report.meeting.list, kind.published, false);
  const handle = report.meeting.handle;
  const text = [
    "heading",
    "paragraph",
    "person",
    "said",
    "speaker",
    "document",
    "event",
    "item",
    "untreated",
    "body",
    "alias",
  ];
  const outcomes = ["action", "owner", "recipient", "decision", "recommendation", "question", "asker"];
  const named = (resource: Resource, words: string[]) =>
    words.map((word) => ({ words: `canary${word}${n}`, resource }));
  return {
    name: `${group.slug} ${kind.number}`,
    groupId: group.id,
    facts: { ...facts, published: kind.published },
    canaries: [
      ...named("text", text),
      ...named("action", outcomes),
      ...named("attendance", ["attendee", "affiliation"]),
      ...named("glossary", ["words"]),
      ...named("finding", ["finding"]),
      ...named("import", ["import"]),
    ],
    params: {
      ":group": group.slug,
      "meetings/:handle": handle,
      "meetings/:form": `${handle}.json`,
      "meetings/:ics": `${handle}.ics`,
      "meetings/blocks/:number": String(report.blocks[1]?.number),
      "meetings/attendance/:entry": String(entry.id),
      "actions/:number": String(action),
      "recommendations/:number": String(recommendation),
      "questions/:number": String(question),
      "checks/:id": String(finding),
      "glossary/:id": String(acronym),
      "headings/:key": `canaryheading${n}`,
      "people/:slug": person.slug,
      "people/names/:alias": String(alias?.id),
      "bodies/:slug": body.slug,
      "import/:id": await anImport(db, group, report.meeting.id, `Canaryimport${n}`),
      "import/of/:handle": handle,
      "actions/undoing/:line": await line("action", actionId),
      "recommendations/undoing/:line": await line("recommendation", recommendationId),
      "questions/undoing/:line": await line("question", questionId),
      "checks/undoing/:line": await line("finding", finding),
      "glossary/undoing/:line": await line("acronym", acronym),
      "meetings/correction/undoing/:line": await line("meeting", report.meeting.id, correctionOf(report.meeting)),
      "meetings/attendance/undoing/:line": await line("attendance", entry.id, { ...ENTRY, name: "X" }),
      "people/undoing/:line": await line("person", person.id, { name: "X", aliases: [], moved: null }),
      "rules/undoing/:line": await line("group rules", group.id),
      "bodies/undoing/:line": await line("body", body.id),
    },
  };
}

const ENTRY = { affiliation: null, role: null, standing: "present" };

/** An act on a thing, for whoever takes it back; the thing stands otherwise by now. */
async function aLine(db: Database, group: Group, kind: string, id: number, state: unknown): Promise<string> {
  const line = { kind: `${kind}.changed`, groupId: group.id, subject: { kind, id }, accountId: null, at: NOW };
  return String(await writeJournal(db, { ...line, before: state, after: state }));
}

async function idOf(db: Database, table: "action" | "recommendation" | "open_question", group: Group, number: number) {
  const found = await sql<{ id: number }>`select id from ${sql.table(table)}
    where group_id = ${group.id} and number = ${number}`.execute(db);
  return found.rows[0]?.id ?? 0;
}

/** Says that this meeting's report came from a file. */
async function anImport(db: Database, group: Group, meetingId: number, title: string): Promise<string> {
  const file = {
    name: "report.md",
    bytes: Buffer.from(`# ${title}\n\n**5 March 2026**\n\n## 1. Ladders\n\nBen Ode spoke.\n`),
  };
  const read = await readOwnReportFile(file, { earlier: [], people: [] });
  if (read.kind === "refused") throw new Error(read.sentence);
  const given = { source: file.bytes, contentHash: Buffer.from(title), reading: read.reading, accountId: null };
  const id = await addImport(db, { groupId: group.id, sourceName: file.name, ...given }, NOW);
  await decideImport(db, id, { state: "accepted", meetingId }, NOW);
  return String(id);
}

/** Someone who asks: the role they have in the first group, and their sign-in; null for a visitor. */
export type Asker = { role: string; secret: string | null; actor: Actor };

/** One for each role of the matrix, each with a standing of that kind in the group. */
export async function askersOf(db: Database, group: Group): Promise<Asker[]> {
  const askers: Asker[] = [{ role: "visitor", secret: null, actor: visitor }];
  for (const role of ROLES.filter((one) => one !== "visitor")) askers.push(await asker(db, role, [[group, role]]));
  return askers;
}

/** An account with these standings, signed in. */
export async function asker(db: Database, name: string, standings: readonly [Group, Role][]): Promise<Asker> {
  const person = await findOrAddPerson(db, `${name} Askari`, NOW);
  for (const [group, role] of standings) await stand(db, group, person.id, role);
  const secret = await signIn(db, await inviteAccount(db, await accountFor(db, person, NOW), NOW), NOW);
  const actor = await actorOf(db, secret, NOW);
  if (!actor) throw new Error("A new sign-in is known.");
  return { role: name, secret, actor };
}

const SINCE = "2025-06-01";
async function stand(db: Database, group: Group, personId: number, role: Role): Promise<void> {
  const kind = OFFICES.find((office) => office === role);
  if (kind !== undefined) await giveOffice(db, group.id, { personId, kind, title: null }, SINCE);
  if (role === "account" || kind !== undefined) return;
  await addMember(db, group.id, personId, SINCE);
  const own = sql`where group_id = ${group.id} and person_id = ${personId}`;
  if (role === "suspended") await sql`update membership set suspended_at = ${NOW} ${own}`.execute(db);
  if (role === "former") await sql`update membership set until_on = '2026-01-01' ${own}`.execute(db);
}
