import { resolve } from "node:path";
import { findGroup, listGroups } from "../groups/group.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { BadUsage, Trouble } from "../platform/trouble.ts";
import { exportGroup } from "./export-group.commands.ts";
import { importGroup, inspectGroupFile, type TakenIn } from "./import-group.commands.ts";
import type { Matched } from "./numbers.queries.ts";

/** `baraza export GROUP FILE`: one group as a file for another server. Returns what is said. */
export async function exportCommand(words: readonly string[], db: Database, now: Date): Promise<string> {
  const [slug, file, ...more] = words;
  if (slug === undefined || file === undefined || more.length > 0) throw new BadUsage("Use: baraza export GROUP FILE");
  const group = await findGroup(db, slug);
  if (!group) {
    const here = (await listGroups(db)).map((one) => one.slug);
    throw new Trouble(
      here.length === 0
        ? "There is no group yet."
        : `There is no group called ${slug} here; there is ${here.join(", ")}.`,
    );
  }
  const { rows, persons, bodies } = await exportGroup(db, group, resolve(file), now);
  return [
    `${resolve(file)}: ${group.name}, ${rows} rows with ${persons} persons and ${bodies} bodies, read back and found whole.`,
    "On the other server: baraza import FILE. Nobody's way in goes along; the group stays here until it is deleted here.",
    "The file also holds what is not public: hand it over as you would the data folder.",
  ].join("\n");
}

/** `baraza import FILE` of a file that `export` wrote. Returns what is said. */
export async function importGroupCommand(path: string, db: Database, now: Date): Promise<string> {
  const head = await inspectGroupFile(path);
  return said(await importGroup(db, path, head, now));
}

function said({ group, slugBefore, rows, persons, bodies, adrift }: TakenIn): string {
  const lines = [`${group.name} is taken in: /${group.slug}, ${rows} rows.`];
  if (group.slug !== slugBefore)
    lines.push(
      `Its address was /${slugBefore}, which is taken here. Links written inside its texts still say the old address: their words are not changed, so that their fingerprints hold.`,
    );
  lines.push(...saidOf("Persons", persons), ...saidOf("Bodies", bodies));
  if (adrift > 0) lines.push(`${adrift} lines of its history are about things that did not move; they are kept.`);
  lines.push(`Nobody has a way in yet: baraza user invite NAME --group ${group.slug}`);
  return lines.join("\n");
}

function saidOf(kind: string, { found, apart }: Matched): string[] {
  const same = found > 0 ? [`${kind}: ${found} were here already under the same name and are the same.`] : [];
  if (apart.length === 0) return same;
  return [...same, `${kind} kept apart, because the name alone does not tell whom it means here: ${apart.join(", ")}.`];
}
