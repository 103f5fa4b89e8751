/** The only page where something happens because something else did, or because time has passed. */
import type pg from "pg";
import { forgetEndedSignIns } from "./accounts/account.queries.ts";
import { answerWishes } from "./accounts/mailed-link.commands.ts";
import { showUnreviewed } from "./conduct/case.commands.ts";
import { forgetOldInvitations } from "./groups/invitation.queries.ts";
import { forgetUnsubscribeLinks } from "./home/mail-wish.queries.ts";
import { NEWS, newsComposer, queueNews } from "./home/news.commands.ts";
import { LEFT_OUT } from "./moving/tables.ts";
import { backUpNightly, type Nightly } from "./platform/backup/nightly.commands.ts";
import type { Database } from "./platform/database/database.ts";
import type { Site } from "./platform/http/deps.ts";
import { forgetOldSeals } from "./platform/http/form-seal.queries.ts";
import { log } from "./platform/http/log.ts";
import { seal } from "./platform/journal/sealer.queries.ts";
import type { Composer } from "./platform/mail/delivery.commands.ts";
import { domainOf, type Mailbox } from "./platform/mail/mail-address.ts";
import { requeueOrphans } from "./platform/mail/message-out.queries.ts";
import { letNamesGo } from "./records/names-gone.commands.ts";
import { lapseRequests } from "./requests/request.commands.ts";
import { listErasures } from "./rights/erasure.queries.ts";
import { addToList } from "./rights/erasure-list.ts";
import { deleteDue } from "./rights/group-deletion.commands.ts";
import { letGo } from "./rights/retention.commands.ts";

type Duty = {
  name: string;
  everyMs: number;
  does: (db: Database, now: Date, stopping: AbortSignal) => Promise<unknown>;
};

const DUTIES: readonly Duty[] = [
  // Source: DESIGN §4: a single sealer, every few seconds.
  { name: "seal the journal", everyMs: 3_000, does: seal },
  { name: "forget ended sign-ins", everyMs: 3_600_000, does: forgetEndedSignIns },
  { name: "show what was hidden and not looked at", everyMs: 600_000, does: showUnreviewed },
  { name: "let names give way to counts", everyMs: 3_600_000, does: letNamesGo },
  { name: "end requests that nobody answered", everyMs: 3_600_000, does: lapseRequests },
  { name: "forget old seals of forms", everyMs: 3_600_000, does: forgetOldSeals },
  { name: "let go of what was kept long enough", everyMs: 3_600_000, does: letGo },
  { name: "delete groups whose wait is over", everyMs: 3_600_000, does: deleteDue },
  { name: "forget old invitations", everyMs: 3_600_000, does: forgetOldInvitations },
  { name: "forget links that end mails", everyMs: 3_600_000, does: forgetUnsubscribeLinks },
];

/** Looks often whether it is due, and says in the log what came of it: how much, or why not; never what is in it. */
export const nightlyBackup = (where: Omit<Nightly, "leftOut">): Duty => ({
  name: "make the nightly backup",
  everyMs: 300_000,
  does: async (db, now, stopping) => {
    const run = await backUpNightly(db, { ...where, leftOut: LEFT_OUT }, now, stopping);
    if (run === undefined) return;
    const said = run.failed ?? `${run.rows} rows, ${run.sizeBytes} B, read back and found whole`;
    log({ at: now, route: "make the nightly backup", status: run.failed ? 500 : 200, durationMs: run.tookMs, said });
  },
});

/** A backup that is brought back must not bring back who was erased since: the list of them lies beside the backups. */
export const erasuresBeside = (folder: string): Duty => ({
  name: "list who was erased beside the backups",
  everyMs: 5_000,
  does: async (db) => addToList(folder, await listErasures(db)),
});

/** Only where mail goes out. */
const dutiesOfMail = (site: Site): Duty[] => [
  { name: "give mail that lost its job another", everyMs: 60_000, does: requeueOrphans },
  { name: "answer who wishes a link", everyMs: 1_000, does: (db, now) => answerWishes(db, site, now) },
  { name: "queue news for those who wish mail", everyMs: 10_000, does: queueNews },
];

/** Who writes the notices of each kind, at the moment they are sent. */
const composersFor = (origin: string): Readonly<Record<string, Composer>> => ({ [NEWS]: newsComposer(origin) });

/** Delivers what is queued by this server, until what is returned is called. Its parts are loaded only now. */
export async function startMail(
  db: Database,
  pool: pg.Pool,
  { smtpUrl, from }: { smtpUrl: string; from: Mailbox },
  site: Site,
  now: () => Date,
): Promise<() => Promise<void>> {
  const { smtpTransport } = await import("./platform/mail/smtp-transport.ts");
  const { startPost } = await import("./platform/mail/post.commands.ts");
  const post = {
    transport: smtpTransport(smtpUrl, from),
    domain: domainOf(from),
    composers: composersFor(site.origin),
  };
  const stops = [startPost(db, pool, post, now), startDuties(db, now, dutiesOfMail(site))];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

/** Starts the duties; each waits for its own end before it begins again. Call what is returned to stop them, and wait for it. */
export function startDuties(db: Database, now: () => Date, duties: readonly Duty[] = DUTIES): () => Promise<void> {
  const stopping = new AbortController();
  const running = duties.map((duty) => repeat(duty, db, now, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
}

async function repeat(duty: Duty, db: Database, now: () => Date, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const startedMs = performance.now();
    // A duty that fails is logged and tried again at its next time; nothing else depends on it.
    await duty.does(db, now(), stopping).catch((error: unknown) => {
      log({ at: now(), route: duty.name, status: 500, durationMs: performance.now() - startedMs, error });
    });
    await pause(duty.everyMs, stopping);
  }
}

const pause = (ms: number, stopping: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const timer = setTimeout(done, ms);
    timer.unref();
    stopping.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    }
  });
