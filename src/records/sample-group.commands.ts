import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";
import { operatorOf } from "../access/actor.ts";
import { closeAction } from "../actions/action.commands.ts";
import { listOpenActions } from "../actions/action-list.queries.ts";
import { addGroup, addMembers, findGroup, giveOffice, setDisclosureDefaults } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { findOrAddBodies, findOrAddPersons, noteAffiliations } from "../people/naming.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import type { ProgressBar } from "../platform/progress-bar.ts";
import { importFile } from "./import-files.commands.ts";

const SAMPLE = new URL("../../sample/", import.meta.url);

const SampleGroup = z.object({
  name: z.string(),
  slug: z.string(),
  short_name: z.string(),
  mandate: z.string(),
  parent_body: z.string(),
  stakeholder_groups: z.array(z.string()),
  co_chairs: z.array(z.string()).min(1),
  secretariat: z.array(z.string()),
  time_zone: z.string(),
  people: z.array(z.object({ name: z.string(), body: z.string(), stakeholder_group: z.string() })),
});
type SampleGroup = z.infer<typeof SampleGroup>;

/** The first day of the sample group: a month before its first meeting. */
const FOUNDED_ON = "2025-01-06";
/** Days after a meeting on which its report is published. */
const PUBLISHED_AFTER_DAYS = 2;

export type Sample = { group: Group; coChair: string; isNew: boolean };

/**
 * Makes the sample group and takes its reports in as any others, all published but the newest, which waits for its
 * co-chair. All of it in one transaction; where the group is there already, nothing is done.
 */
export async function makeSampleGroup(db: Database, now: Date, bar: (total: number) => ProgressBar): Promise<Sample> {
  const facts = SampleGroup.parse(JSON.parse(readFileSync(new URL("group.json", SAMPLE), "utf8")));
  const coChair = facts.co_chairs[0] ?? "";
  const known = await findGroup(db, facts.slug);
  if (known) return { group: known, coChair, isNew: false };
  return inTransaction(db, async (trx) => {
    const group = await foundGroup(trx, facts, new Date(`${FOUNDED_ON}T09:00:00Z`));
    await importReports(trx, group, now, bar);
    await closeOldActions(trx, group, now);
    return { group, coChair, isNew: true };
  });
}

async function foundGroup(trx: Database, facts: SampleGroup, at: Date): Promise<Group> {
  const { name, slug, short_name, mandate, parent_body, stakeholder_groups, time_zone } = facts;
  const group = await addGroup(
    trx,
    {
      name,
      slug,
      shortName: short_name,
      mandate,
      parentBody: parent_body,
      stakeholderGroups: stakeholder_groups,
      timeZone: time_zone,
      isSample: true,
    },
    at,
  );
  await setDisclosureDefaults(trx, group.id, {
    list: { audience: "public", how: "at once" },
    recording: { audience: "participants", how: "on request" },
  });
  await addPeople(trx, group, facts, at);
  const subject = { kind: "group", id: group.id };
  await writeJournal(trx, { kind: "group.made", groupId: group.id, subject, accountId: null, at, after: { name } });
  return group;
}

async function addPeople(trx: Database, group: Group, facts: SampleGroup, at: Date): Promise<void> {
  const persons = await findOrAddPersons(
    trx,
    facts.people.map((one) => one.name),
    at,
  );
  const bodies = await findOrAddBodies(
    trx,
    facts.people.map((one) => one.body),
    at,
  );
  await addMembers(trx, group.id, [...persons.values()], FOUNDED_ON);
  const affiliations = facts.people.map((one) => ({
    personId: persons.get(one.name) ?? 0,
    bodyId: bodies.get(one.body) ?? null,
    words: one.body,
    stakeholderGroup: one.stakeholder_group,
  }));
  await noteAffiliations(trx, affiliations, FOUNDED_ON);
  for (const [kind, names] of [
    ["co-chair", facts.co_chairs],
    ["secretariat", facts.secretariat],
  ] as const)
    for (const name of names) {
      const personId = persons.get(name);
      if (personId !== undefined) await giveOffice(trx, group.id, { personId, kind, title: null }, FOUNDED_ON);
    }
}

const reportNames = (): string[] =>
  readdirSync(new URL("reports/", SAMPLE))
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.md$/.test(name))
    .sort();

/** Reports are named by their days. Each is taken in and published two days after its meeting, as far as that is past. */
async function importReports(
  trx: Database,
  group: Group,
  now: Date,
  bar: (total: number) => ProgressBar,
): Promise<void> {
  const names = reportNames();
  const progress = bar(names.length);
  for (const [place, name] of names.entries()) {
    progress.step(place);
    const published = new Date(Date.parse(`${name.slice(0, 10)}T16:00:00Z`) + PUBLISHED_AFTER_DAYS * 86_400_000);
    const file = { name, bytes: readFileSync(new URL(`reports/${name}`, SAMPLE)) };
    const then = place === names.length - 1 ? "keep" : "publish";
    await importFile(trx, group, file, then, published < now ? published : now);
  }
  progress.end();
}

/** Days after which most of what was promised has been done; one action in four is late, as in any group. */
const DONE_AFTER_DAYS = 120;

async function closeOldActions(trx: Database, group: Group, now: Date): Promise<void> {
  const by = operatorOf(group.id);
  const newest = reportNames().at(-1)?.slice(0, 10) ?? FOUNDED_ON;
  const before = new Date(Date.parse(newest) - DONE_AFTER_DAYS * 86_400_000).toISOString().slice(0, 10);
  const old = (await listOpenActions(trx, group.id, 200, by)).filter((one) => one.dueOn !== null && one.dueOn < before);
  for (const [place, action] of old.entries()) {
    const at = new Date(`${action.dueOn}T12:00:00Z`);
    if (place % 4 !== 3) await closeAction(trx, action, "Told at the meeting after it.", by, at < now ? at : now);
  }
}
