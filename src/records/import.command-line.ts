import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { findGroup, listGroups } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import type { Database } from "../platform/database/database.ts";
import { progressBar } from "../platform/progress-bar.ts";
import { BadUsage, codeOf, Trouble } from "../platform/trouble.ts";
import { type FileOutcome, importFile } from "./import-files.commands.ts";

type Out = { isTTY?: boolean; write(text: string): unknown };
/** Where the summary goes, and where the progress. */
export type Voices = { out: Out; err: Out };

const USE = "Use: baraza import FILE or FOLDER … [--group SLUG] [--publish]";
/** What a folder is searched for; a file that is named itself is read whatever it is called. */
const REPORT_NAME = /\.(md|markdown|txt|html?|docx)$/i;

/** `baraza import`: takes reports in and says of each what became of it. Exit code 1 where one was refused. */
export async function importCommand(
  args: readonly string[],
  db: Database,
  voices: Voices,
  now: () => Date,
): Promise<number> {
  const { values, positionals } = readArgs(args);
  if (positionals.length === 0) throw new BadUsage(USE);
  const group = await groupFrom(db, values.group);
  const paths = positionals.flatMap(reportsAt);
  const bar = progressBar(voices.err, "Taking reports in", paths.length);
  const outcomes: FileOutcome[] = [];
  for (const path of paths) {
    bar.step(outcomes.length);
    outcomes.push(await outcomeOf(db, group, path, values.publish ? "publish" : "keep", now()));
  }
  bar.end();
  voices.out.write(summary(group, outcomes));
  return outcomes.some((one) => one.kind === "refused") ? 1 : 0;
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { group: { type: "string" }, publish: { type: "boolean" } },
    });
  } catch {
    throw new BadUsage(USE);
  }
}

/** The group of that name; where there is one group only, it need not be named. */
async function groupFrom(db: Database, slug: string | undefined): Promise<Group> {
  if (slug !== undefined) {
    const group = await findGroup(db, slug);
    if (!group) throw new Trouble(`There is no group called ${slug} here.`);
    return group;
  }
  const [only, ...others] = await listGroups(db);
  if (!only) throw new Trouble("There is no group yet: make one first.");
  if (others.length > 0)
    throw new BadUsage(
      `Say into which group: --group ${[only, ...others].map((one) => one.slug).join(" or --group ")}`,
    );
  return only;
}

/** The file itself, or the reports in a folder by name, numbers in the order of numbers. */
function reportsAt(path: string): string[] {
  if (!isFolder(path)) return [path];
  const inOrder = new Intl.Collator("en", { numeric: true });
  // Links to folders are not followed, so that none leads round; a pipe would never end.
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, name: relative(path, join(entry.parentPath, entry.name)) }))
    .filter(({ entry, name }) => REPORT_NAME.test(name) && isReadable(entry, join(path, name)))
    .map(({ name }) => name)
    .sort(inOrder.compare)
    .map((name) => join(path, name));
}

function isReadable(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // what does not exist is said when it is read
  }
}

async function outcomeOf(
  db: Database,
  group: Group,
  path: string,
  then: "publish" | "keep",
  now: Date,
): Promise<FileOutcome> {
  try {
    return await importFile(db, group, { name: basename(path), bytes: readFileSync(path) }, then, now);
  } catch (error) {
    const why = { ENOENT: "There is no such file.", EACCES: "This file may not be read by this user." }[
      codeOf(error) ?? ""
    ];
    if (why === undefined) throw error;
    return { kind: "refused", name: path, why };
  }
}

function summary(group: Group, outcomes: readonly FileOutcome[]): string {
  const lines = outcomes
    .filter((one) => outcomes.length <= 40 || one.kind === "refused")
    .map((one) => `  ${one.kind.padEnd(8)} ${one.name}  ${one.kind === "refused" ? one.why : one.where}`);
  const counts = ["new", "same", "changed", "refused"].map(
    (kind) => `${outcomes.filter((one) => one.kind === kind).length} ${kind}`,
  );
  return `${[...lines, `${group.name}: ${counts.join(", ")}`].join("\n")}\n`;
}
