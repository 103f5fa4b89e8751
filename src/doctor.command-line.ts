import { existsSync, readFileSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { readSettings, type Settings } from "./main.ts";
import { findLastRun, findLastWhole } from "./platform/backup/backup-run.queries.ts";
import { isOverdue } from "./platform/backup/nightly.ts";
import { type Condition, conditionOf, urlOf } from "./platform/database/condition.ts";
import { openDatabase } from "./platform/database/database.ts";
import { sealingLagAt } from "./platform/journal/checkpoint.queries.ts";
import { countMail } from "./platform/mail/dead-letter.queries.ts";
import { BadUsage } from "./platform/trouble.ts";

/** What is not well needs a hand before the instance can be relied on. */
type Finding = { well: boolean; what: string; words: string };

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
/** With less the database may stop any day, in bytes. */
const LITTLE_SPACE_BYTES = GIB;

/** `baraza doctor`: how this instance is, in plain words; exit code 1 where something must be mended. Changes nothing. */
export async function doctor(words: string[]): Promise<number> {
  if (words.length > 0) throw new BadUsage("doctor takes no words: it looks at the instance of the settings.");
  const settings = readSettings(process.env);
  const condition = await conditionOf(settings);
  const findings = [
    program(),
    node(),
    place(settings),
    space(settings),
    database(settings, condition),
    ...(await backups(settings, condition)),
    ...(await mail(settings, condition)),
    ...(await sealing(settings, condition, new Date())),
  ];
  for (const { well, what, words } of findings) process.stdout.write(`${well ? "well" : "MEND"}  ${what}: ${words}\n`);
  return findings.every((finding) => finding.well) ? 0 : 1;
}

const Package = z.object({ version: z.string(), optionalDependencies: z.record(z.string(), z.string()) });

function packageFile(): z.infer<typeof Package> {
  return Package.parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")));
}

function program(): Finding {
  return {
    well: true,
    what: "Program",
    words: `Baraza ${packageFile().version} on ${process.platform}-${process.arch}.`,
  };
}

function node(): Finding {
  const pinned = packageFile().optionalDependencies[`node-${process.platform}-${process.arch}`];
  const same = pinned === undefined || `v${pinned}` === process.version;
  const words = same ? `${process.version}.` : `${process.version}, not the pinned v${pinned}: start by bin/baraza.`;
  return { well: same, what: "Node", words };
}

function place({ host, port, publicUrl, dataFolder, databaseUrl }: Settings): Finding {
  const reached = publicUrl ?? `http://localhost:${port}`;
  const kept = databaseUrl === undefined ? dataFolder : `${dataFolder}, database at ${new URL(databaseUrl).host}`;
  return {
    well: true,
    what: "Settings",
    words: `listens on ${host}:${port}, is reached at ${reached}, keeps its data in ${kept}.`,
  };
}

function space({ dataFolder }: Settings): Finding {
  const { bavail, bsize } = statfsSync(nearest(dataFolder));
  const freeBytes = bavail * bsize;
  const well = freeBytes >= LITTLE_SPACE_BYTES;
  return { well, what: "Disk", words: `${amount(freeBytes)} free${well ? "." : ": make room, 1 GiB at least."}` };
}

/** The folder, or what stands of the path to it. */
const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)));

const amount = (bytes: number): string =>
  bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GiB` : `${Math.ceil(bytes / MIB)} MiB`;

function database({ databaseUrl }: Settings, condition: Condition): Finding {
  const what = "Database";
  const own = databaseUrl === undefined;
  if (condition.state === "not made") return { well: true, what, words: "not made yet; the first start makes it." };
  if (condition.state === "stopped") return { well: true, what, words: "stopped; the next start goes on with it." };
  if (condition.state === "silent") {
    const mend = own ? "end its process and start again" : "look at that server, or mend DATABASE_URL";
    return { well: false, what, words: `does not answer (${condition.reason}): ${mend}.` };
  }
  return { what, ...answering(condition, own) };
}

function answering(condition: Extract<Condition, { state: "answering" }>, own: boolean): Omit<Finding, "what"> {
  const { version, sizeBytes, forgets, newer, missing, heldBy } = condition;
  const said = `PostgreSQL ${version}, ${amount(sizeBytes)}`;
  if (forgets.length > 0)
    return { well: false, words: `${said}, may lose what it confirmed: turn ${forgets.join(" and ")} on.` };
  if (newer.length > 0)
    return { well: false, words: `${said}, newer than this program (${newer.join(", ")}): start the newer one.` };
  const state = missing.length > 0 ? `the next start brings it up to date (${missing.join(", ")})` : "up to date";
  const server = heldBy
    ? `, held by process ${heldBy.pid} (${heldBy.doing})`
    : ", left over from a program that was killed; the next start takes it over";
  return { well: true, words: `${said}, ${state}${own ? server : ""}.` };
}

/** When the last backup was made, how large it is, and that it was read back; what failed or is overdue wants a hand. */
async function backups(settings: Settings, condition: Condition): Promise<Finding[]> {
  if (condition.state !== "answering" || condition.missing.length > 0 || condition.newer.length > 0) return [];
  const db = openDatabase(urlOf(settings));
  try {
    const [last, whole] = [await findLastRun(db), await findLastWhole(db)];
    const said = whole && `last on ${minute(whole.at)}, ${amount(whole.sizeBytes ?? 0)}, read back and found whole`;
    const failed = last?.failed ? `; the one of ${minute(last.at)} failed: ${last.failed}` : ".";
    const words = `${said ?? "none yet"}${failed}`;
    if (settings.backupHour === "never")
      return [
        { well: true, what: "Backups", words: `not made by the program (BARAZA_BACKUP_HOUR is never); ${words}` },
      ];
    const overdue = isOverdue(whole, condition.since, new Date());
    const mend = overdue ? ` Overdue: let the program run at night, or write one by baraza backup FILE.` : "";
    return [{ well: !last?.failed && !overdue, what: "Backups", words: `${words}${mend}` }];
  } finally {
    await db.destroy();
  }
}

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** What could not be delivered is for the people concerned; mail that waits with nobody to send it is for the operator. */
async function mail(settings: Settings, condition: Condition): Promise<Finding[]> {
  if (condition.state !== "answering" || condition.missing.length > 0 || condition.newer.length > 0) return [];
  const db = openDatabase(urlOf(settings));
  try {
    const { waiting, dead } = await countMail(db);
    const by = settings.mail;
    const way = by === undefined ? "does not go out from here" : `goes out by ${new URL(by.smtpUrl).host}`;
    const rest = [waiting > 0 && `${waiting} waiting`, dead > 0 && `${dead} that could not be delivered`].filter(
      Boolean,
    );
    const mend = by === undefined && waiting > 0 ? ": give BARAZA_SMTP_URL and BARAZA_MAIL_FROM again" : "";
    return [{ well: mend === "", what: "Mail", words: `${[way, ...rest].join(", ")}${mend}.` }];
  } finally {
    await db.destroy();
  }
}

/** Seconds after which a line that is not sealed is an alarm. Source: SAFETY A7. */
const SEALED_WITHIN_SECONDS = 60;

/** How far the sealed log is behind the journal. Where nobody serves the instance nobody seals, and that is no alarm. */
async function sealing(settings: Settings, condition: Condition, now: Date): Promise<Finding[]> {
  if (condition.state !== "answering" || condition.missing.length + condition.newer.length > 0) return [];
  const { waiting, since } = await sealingLagAt(urlOf(settings));
  const what = "Log";
  if (since === null) return [{ well: true, what, words: "every line is sealed." }];
  const seconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));
  const words = `${waiting} lines wait to be sealed, the oldest for ${seconds} s`;
  const served = condition.heldBy !== undefined || settings.databaseUrl !== undefined;
  if (seconds <= SEALED_WITHIN_SECONDS || !served) return [{ well: true, what, words: `${words}.` }];
  return [{ well: false, what, words: `${words}: look for "seal the journal" in what the program says.` }];
}
