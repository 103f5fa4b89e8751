import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { openSetup } from "./accounts/sign-in.commands.ts";
import { makeApp } from "./app.ts";
import { listGroups } from "./groups/group.queries.ts";
import { erasuresBeside, nightlyBackup, startDuties, startMail } from "./listeners.ts";
import { readSettings, type Settings } from "./main.ts";
import type { Database } from "./platform/database/database.ts";
import { holdInstance } from "./platform/database/instance.ts";
import type { Site } from "./platform/http/deps.ts";
import { PageCache } from "./platform/http/page-cache.ts";
import { webListener } from "./platform/http/web-listener.ts";
import { journalMark } from "./platform/journal/journal-mark.queries.ts";
import { progressOn } from "./platform/progress.ts";
import { codeOf, Trouble } from "./platform/trouble.ts";
import { languageOfRequest } from "./ui/language.ts";

/** How long open requests may end before they are cut, in milliseconds. */
const GRACE_MS = 2_000;

/** `baraza serve`: until it is stopped. */
export const serve = (): Promise<number> => serveOn(readSettings(process.env), "serve", { welcome: tellFirstLink });

/** What is done to the database before anyone is let in, and what is said once the address is open. */
export type Opening = {
  prepare?: (db: Database) => Promise<void>;
  welcome: (db: Database, origin: string) => Promise<void>;
};

/** Serves an instance until it is stopped. `doing` tells a second start what holds the data folder. */
export async function serveOn(settings: Settings, doing: string, { prepare, welcome }: Opening): Promise<number> {
  const stopped = untilStopped();
  for (const out of [process.stdout, process.stderr]) out.removeAllListeners("error").on("error", unlessUnread);
  const instance = await holdInstance(settings, doing, progressOn(process.stderr));
  try {
    await prepare?.(instance.db);
    const server = await listen(settings);
    const site = siteOf(server, settings);
    answerOn(server, instance.db, site);
    const stopDuties = startDuties(instance.db, now);
    process.stdout.write(`Baraza is at ${site.origin}\n`);
    await welcome(instance.db, site.origin);
    const stopMail = settings.mail && (await startMail(instance.db, instance.pool, settings.mail, site, now));
    const backups = { folder: settings.backupFolder, hour: settings.backupHour };
    const stopBackups = startDuties(instance.db, now, [nightlyBackup(backups), erasuresBeside(backups.folder)]);
    const trouble = await Promise.race([stopped, instance.lost]);
    instance.leave();
    await hush(server);
    await Promise.all([stopDuties(), stopBackups(), stopMail?.()]);
    if (trouble !== undefined) throw trouble;
  } finally {
    await instance.close();
  }
  return 0;
}

const now = () => new Date();

/** An empty instance says how its first group is made. */
async function tellFirstLink(db: Database, origin: string): Promise<void> {
  if ((await listGroups(db)).length > 0) return;
  const secret = await openSetup(db, new Date());
  process.stdout.write(
    `There is no group yet. Make the first one here, within a day:\n${origin}/setup?link=${secret}\n`,
  );
}

/** Ctrl-C, SIGTERM, a closed terminal, or the end of the process that started this one. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve());
    process.once("disconnect", () => resolve());
    process.channel?.unref();
  });
}

/** Whoever read the output left (`npm start | head`): that ends a command, and no server. */
function unlessUnread(error: Error): void {
  if (codeOf(error) !== "EPIPE") throw error;
}

/** The routes know their own address, which is settled only when the port is. */
function siteOf(server: Server, settings: Settings): Site {
  const { onion, securityContact, behindProxy } = settings;
  const sendsMail = settings.mail !== undefined;
  return { name: "Baraza", origin: addressOf(server, settings), sendsMail, onion, securityContact, behindProxy };
}

function answerOn(server: Server, db: Database, site: Site): void {
  const cache = new PageCache(() => journalMark(db));
  server.on("request", webListener(makeApp({ db, now, site }, cache), cache, languageOfRequest));
}

/** Requests that never end are cut: the head after 20 s, the whole after half an hour, which 10 MB take at 50 kbit/s. */
async function listen(settings: Settings): Promise<Server> {
  const server = createServer({ headersTimeout: 20_000, requestTimeout: 1_800_000, maxHeaderSize: 16_384 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(asTrouble(error, settings)));
    server.listen(settings.port, settings.host, resolve);
  });
  return server;
}

function asTrouble(error: Error, { host, port }: Settings): Error {
  const code = codeOf(error);
  if (code === "EADDRINUSE")
    return new Trouble(`Port ${port} is taken by another program: choose one with BARAZA_PORT.`);
  if (code === "EACCES")
    return new Trouble(`Port ${port} is not for this user: choose one above 1023 with BARAZA_PORT.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new Trouble(`This machine has no address ${host}: mend BARAZA_HOST.`);
  return error;
}

function addressOf(server: Server, settings: Settings): string {
  return settings.publicUrl ?? `http://localhost:${portOf(server)}`;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function hush(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cut);
}
