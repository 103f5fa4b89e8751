import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { accountsOfPersons } from "../accounts/account.queries.ts";
import { listOfficeHolders, lockGroup } from "../groups/group.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { listInterventionsOfBlock } from "../records/block-interventions.queries.ts";
import { listRevisions } from "../texts/block.queries.ts";
import { setHidden } from "../texts/hidden-block.queries.ts";
import type { Block, Text } from "../texts/text.ts";
import { toSay } from "../ui/words.ts";
import {
  addAuthors,
  addReport,
  listAuthors,
  listParties,
  lockCase,
  openCase,
  setAppealDecided,
  setAppealed,
  setDecided,
  setReviewed,
  wasReported,
} from "./case.queries.ts";
import { type Case, canAppeal, type Hiding, isAppealOpen, isReviewOpen, type NewReport, reviewDue } from "./case.ts";
import { listUnreviewed } from "./case-list.queries.ts";

/**
 * Takes a report about a block. The receipt makes a repeat harmless: the same form sent twice is one report.
 * Nobody's name goes into the journal: a reporter is shown to no one.
 */
export function reportBlock(
  db: Database,
  at: { text: Text; block: Block },
  report: NewReport,
  by: Actor,
  now: Date,
): Promise<void> {
  const receipt = secretHash("conduct receipt", report.receipt);
  return inTransaction(db, async (trx) => {
    await lockGroup(trx, at.text.groupId);
    if (await wasReported(trx, receipt)) return;
    const place = { groupId: at.text.groupId, textId: at.text.id, blockId: at.block.id };
    const { id, isNew } = await openCase(trx, place, report.rule, now);
    if (isNew) await addAuthors(trx, id, await authorsOf(trx, at.block.id));
    await addReport(trx, { caseId: id, rule: report.rule, words: report.words, accountId: by.accountId }, receipt, now);
    const subject = { kind: "conduct case", id };
    await writeJournal(trx, { kind: "conduct.reported", groupId: at.text.groupId, subject, accountId: null, at: now });
  });
}

/** Whose words stand in a block: who spoke, or else who wrote them down, as far as they have accounts. */
async function authorsOf(trx: Database, blockId: number): Promise<number[]> {
  const said = await listInterventionsOfBlock(trx, blockId);
  const speakers = await accountsOfPersons(
    trx,
    said.flatMap((one) => one.personId ?? []),
  );
  if (said.length > 0) return speakers;
  const revisions = await listRevisions(trx, blockId);
  return [...new Set(revisions.flatMap((one) => one.accountId ?? []))];
}

/** How an actor stands to a case: what the rules of permission rest on. */
export async function factsOf(db: Database, one: Case, by: Actor, now: Date) {
  const [authors, parties, others] = await Promise.all([
    listAuthors(db, one.id),
    listParties(db, one),
    deciders(db, one.groupId, now),
  ]);
  const isIn = (accounts: readonly number[]) => by.accountId !== null && accounts.includes(by.accountId);
  return {
    resource: "conduct" as const,
    groupId: one.groupId,
    own: isIn(authors),
    party: isIn(parties),
    soleOfficer: !others.some((id) => id !== by.accountId && !parties.includes(id)),
  };
}

/** Accounts of those who may decide about conduct in a group today. */
async function deciders(db: Database, groupId: number, now: Date): Promise<number[]> {
  const holders = await listOfficeHolders(db, groupId, now.toISOString().slice(0, 10));
  return accountsOfPersons(
    db,
    holders.filter((holder) => holder.kind !== "rapporteur").map((holder) => holder.personId),
  );
}

type Step = (trx: Database, one: Case, facts: Awaited<ReturnType<typeof factsOf>>) => Promise<string>;

/** One act on a case: locked, allowed, done, and written down under the name that the step returns. */
async function act(trx: Database, caseId: number, by: Actor, now: Date, step: Step, reason?: string): Promise<void> {
  const one = await lockCase(trx, caseId);
  if (!one) throw new Conflict("The text that this is about is gone.");
  const kind = await step(trx, one, await factsOf(trx, one, by, now));
  await writeJournal(trx, {
    kind,
    groupId: one.groupId,
    subject: { kind: "conduct case", id: one.id },
    accountId: by.accountId,
    at: now,
    before: { state: one.state },
    after: reason === undefined ? null : { reason },
  });
}

const NOT_YOURS = toSay("Only who looks after conduct in this group decides about it.");
const SECOND = toSay("Somebody who had no part in this decides about it.");

/** Hides the block at once. Where somebody else could look at it, they have three days, or the words come back. */
export const hideBlock = (trx: Database, caseId: number, hiding: Hiding, by: Actor, now: Date): Promise<void> =>
  act(
    trx,
    caseId,
    by,
    now,
    async (_, one, facts) => {
      if (!may(by, "hide", facts)) throw new Forbidden(NOT_YOURS);
      if (one.state !== "open") throw new Conflict("This was decided meanwhile.");
      await setHidden(trx, one, hiding.rule);
      const reviewDueAt = facts.soleOfficer ? null : reviewDue(now);
      const to = { state: "hidden" as const, rule: hiding.rule, reason: hiding.reason };
      await setDecided(trx, one.id, { ...to, decidedBy: by.accountId, reviewDueAt }, now);
      return "conduct.hidden";
    },
    hiding.reason,
  );

/** Leaves the block as it is. */
export const dismissCase = (trx: Database, caseId: number, reason: string, by: Actor, now: Date): Promise<void> =>
  act(
    trx,
    caseId,
    by,
    now,
    async (_, one, facts) => {
      if (!may(by, "decide", facts)) throw new Forbidden(may(by, "hide", facts) ? SECOND : NOT_YOURS);
      if (one.state !== "open") throw new Conflict("This was decided meanwhile.");
      await setDecided(trx, one.id, { state: "dismissed", reason, decidedBy: by.accountId, reviewDueAt: null }, now);
      return "conduct.dismissed";
    },
    reason,
  );

/** Somebody else looked at a hiding and agrees. */
export const confirmHiding = (trx: Database, caseId: number, by: Actor, now: Date): Promise<void> =>
  act(trx, caseId, by, now, async (_, one, facts) => {
    if (!may(by, "decide", facts) || by.accountId === null) throw new Forbidden(SECOND);
    if (!isReviewOpen(one)) throw new Conflict("This was decided meanwhile.");
    await setReviewed(trx, one.id, by.accountId);
    return "conduct.confirmed";
  });

/** Shows the block again. Whoever hid it may do so too: taking back one's own needs no second person. */
export const restoreBlock = (trx: Database, caseId: number, reason: string, by: Actor, now: Date): Promise<void> =>
  act(
    trx,
    caseId,
    by,
    now,
    async (_, one, facts) => {
      const takesBack = one.decidedBy === by.accountId && may(by, "hide", facts);
      if (!takesBack && !may(by, "decide", facts)) throw new Forbidden(SECOND);
      if (one.state !== "hidden") throw new Conflict("This was decided meanwhile.");
      if (one.wordsGoneAt !== null) throw new Conflict("The words were let go of: there is nothing to show again.");
      await showAgain(trx, one, { reason, decidedBy: by.accountId }, now);
      return "conduct.restored";
    },
    reason,
  );

async function showAgain(
  trx: Database,
  one: Case,
  { reason, decidedBy }: { reason: string | null; decidedBy: number | null },
  now: Date,
): Promise<void> {
  await setHidden(trx, one, null);
  await setDecided(trx, one.id, { state: "restored", reason, decidedBy, reviewDueAt: null }, now);
}

/** Whose words were hidden asks somebody else to look again, within two weeks. */
export const appealHiding = (trx: Database, caseId: number, words: string, by: Actor, now: Date): Promise<void> =>
  act(
    trx,
    caseId,
    by,
    now,
    async (_, one, facts) => {
      if (!may(by, "appeal", facts) || by.accountId === null)
        throw new Forbidden("Only whose words were hidden appeals.");
      if (!canAppeal(one, now)) throw new Conflict("This cannot be appealed any more.");
      await setAppealed(trx, one.id, by.accountId, words, now);
      return "conduct.appealed";
    },
    words,
  );

/** The answer to an appeal, by somebody who had no part in it where there is somebody. */
export const answerAppeal = (
  trx: Database,
  caseId: number,
  answer: { isUpheld: boolean; reason: string },
  by: Actor,
  now: Date,
): Promise<void> =>
  act(
    trx,
    caseId,
    by,
    now,
    async (_, one, facts) => {
      if (!may(by, "decide", facts) || by.accountId === null)
        throw new Forbidden(may(by, "hide", facts) ? SECOND : NOT_YOURS);
      if (!isAppealOpen(one) || one.state !== "hidden") throw new Conflict("This was decided meanwhile.");
      await setAppealDecided(trx, one.id, by.accountId, answer.reason, now);
      if (answer.isUpheld) await showAgain(trx, one, { reason: answer.reason, decidedBy: by.accountId }, now);
      else if (isReviewOpen(one)) await setReviewed(trx, one.id, by.accountId);
      return answer.isUpheld ? "conduct.appeal upheld" : "conduct.appeal declined";
    },
    answer.reason,
  );

/** What one person hid and nobody else looked at in time is shown again. Returns how many blocks that were. */
export const showUnreviewed = (db: Database, now: Date): Promise<number> =>
  inTransaction(db, async (trx) => {
    const due = await listUnreviewed(trx, now);
    for (const one of due) {
      await showAgain(trx, one, { reason: null, decidedBy: null }, now);
      const subject = { kind: "conduct case", id: one.id };
      const line = { groupId: one.groupId, subject, accountId: null, at: now };
      await writeJournal(trx, { kind: "conduct.returned unreviewed", ...line });
    }
    return due.length;
  });
