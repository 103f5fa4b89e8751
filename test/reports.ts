import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Actor } from "../src/access/actor.ts";
import { accountFor } from "../src/accounts/sign-in.commands.ts";
import { addGroup, giveOffice } from "../src/groups/group.queries.ts";
import type { Group } from "../src/groups/group.ts";
import { findOrAddPerson } from "../src/people/person.queries.ts";
import type { Database } from "../src/platform/database/database.ts";
import { readOwnReportFile } from "../src/records/report-file.ts";
import type { Reading } from "../src/records/taking-in.ts";

const SAMPLES = fileURLToPath(new URL("../sample/reports/", import.meta.url));
export const sampleNames = (): string[] =>
  readdirSync(SAMPLES)
    .filter((name) => name.endsWith(".md"))
    .sort();
export const sampleReport = (name: string): string => readFileSync(`${SAMPLES}${name}`, "utf8");

/** A group and someone who holds an office in it. */
export async function groupWithChair(
  db: Database,
  name: string,
  now: Date,
): Promise<{ group: Group; chair: Actor & { accountId: number } }> {
  const group = await addGroup(db, { name, timeZone: "UTC" }, now);
  const person = await findOrAddPerson(db, `Chair of ${name}`, now);
  await giveOffice(db, group.id, { personId: person.id, kind: "co-chair", title: null }, "2020-01-01");
  const accountId = await accountFor(db, person, now);
  const standing = [{ groupId: group.id, role: "co-chair" as const }];
  return { group, chair: { accountId, personId: person.id, name: person.name, standing } };
}

/** A report as a file, read as any other is. */
export async function fileOf(
  text: string,
  name = "report.md",
): Promise<{ file: { name: string; bytes: Uint8Array }; reading: Reading }> {
  const file = { name, bytes: new TextEncoder().encode(text) };
  const read = await readOwnReportFile(file, { earlier: [], people: [] });
  if (read.kind === "refused") throw new Error(read.sentence);
  return { file, reading: read.reading };
}
