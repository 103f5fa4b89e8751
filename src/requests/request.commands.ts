import type { Actor } from "../access/actor.ts";
import { may, type Thing } from "../access/may.ts";
import { accountsOfPersons } from "../accounts/account.queries.ts";
import { listOfficeHolders, lockGroup } from "../groups/group.queries.ts";
import { findRules } from "../groups/rules.queries.ts";
import { attendanceOf } from "../meetings/agenda.queries.ts";
import { findMeeting } from "../meetings/meeting.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { toSay } from "../ui/words.ts";
import {
  addGrant,
  addRequest,
  endGrants,
  findByReceipt,
  findGrant,
  lapseBefore,
  listObjections,
  lockRequest,
  putObjection,
  setRequest,
} from "./request.queries.ts";
import {
  type AccessRequest,
  type Decision,
  grantEnd,
  hearingEnd,
  isAppealOpen,
  isGrantValid,
  isOpen,
  LAPSE_DAYS,
  type NewRequest,
  type Part,
} from "./request.ts";

/** Takes a request. The receipt makes a repeat harmless: the same form sent twice is one request. */
export function askFor(
  db: Database,
  meeting: Meeting,
  asked: NewRequest & { language: string; receipt: string | null },
  by: Actor,
  now: Date,
): Promise<AccessRequest> {
  const receipt = asked.receipt === null ? null : secretHash("request receipt", asked.receipt);
  return inTransaction(db, async (trx) => {
    await lockGroup(trx, meeting.groupId);
    const added = await addRequest(
      trx,
      { groupId: meeting.groupId, meetingId: meeting.id },
      { ...asked, receipt, accountId: by.accountId },
      now,
    );
    if (added) await note(trx, added, "request.made", by, now);
    const known = added ?? (receipt && (await findByReceipt(trx, receipt)));
    if (!known) throw new NotFound();
    return known;
  });
}

/** How an asker stands to a request: what the rules of permission rest on. `holder`: they showed its receipt. */
export async function factsOf(db: Database, one: AccessRequest, by: Actor, holder: boolean, now: Date) {
  const on = now.toISOString().slice(0, 10);
  const [parties, deciders, rules] = await Promise.all([
    partiesOf(db, one),
    decidersOf(db, one.groupId, on),
    findRules(db, one.groupId, on),
  ]);
  const isParty = (accountId: number): boolean =>
    accountId === one.firstDecidedBy || (rules.includes("two persons") && parties.includes(accountId));
  const others = deciders.filter((id) => id !== by.accountId && !isParty(id));
  return {
    thing: {
      resource: "request",
      groupId: one.groupId,
      holder,
      own: by.accountId !== null && by.accountId === one.accountId,
      party: by.accountId !== null && isParty(by.accountId),
      soleOfficer: others.length === 0,
    } satisfies Thing,
    /** Whether somebody who had no part in the answer could look at it again. */
    hasAnother: deciders.some((id) => id !== one.decidedBy),
    hearsFirst: rules.includes("objection first"),
  };
}

/** Who asked, and who said something against it. */
async function partiesOf(db: Database, one: AccessRequest): Promise<number[]> {
  const objections = await listObjections(db, one.id);
  return [one.accountId, ...objections.map((each) => each.accountId)].filter((id) => id !== null);
}

async function decidersOf(db: Database, groupId: number, on: string): Promise<number[]> {
  const holders = await listOfficeHolders(db, groupId, on);
  const deciding = holders.filter(({ kind }) => kind === "co-chair" || kind === "secretariat");
  return accountsOfPersons(
    db,
    deciding.map((holder) => holder.personId),
  );
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

/** One act on a request: locked, allowed, done, and written down under the name that the step returns. */
export async function actOn(
  trx: Database,
  id: number,
  by: { actor: Actor; holder: boolean },
  now: Date,
  step: (one: AccessRequest, facts: Facts) => Promise<string | null>,
): Promise<void> {
  const one = await lockRequest(trx, id);
  if (!one) throw new NotFound();
  const kind = await step(one, await factsOf(trx, one, by.actor, by.holder, now));
  if (kind !== null) await note(trx, one, kind, by.actor, now);
}

/** Nothing of who asked, or why, is in the line. */
async function note(trx: Database, one: AccessRequest, kind: string, by: Actor, now: Date): Promise<void> {
  const subject = { kind: "access request", id: one.id };
  const { groupId } = one;
  await writeJournal(trx, { kind, groupId, subject, accountId: by.accountId, at: now, before: { state: one.state } });
}

const NOT_YOURS = toSay("Only a co-chair or the secretariat of the group decides about this.");
const SECOND = toSay("Somebody who had no part in this decides about it.");
const DECIDED = toSay("This was decided already. Open the page again to see how.");

/** Says that it was seen. Where the rules want it, those whom it names are heard first. */
export const acknowledge = (trx: Database, id: number, by: Actor, now: Date): Promise<void> =>
  actOn(trx, id, { actor: by, holder: false }, now, async (one, { thing, hearsFirst }) => {
    if (!may(by, "change", thing)) throw new Forbidden(NOT_YOURS);
    if (one.state !== "asked") return null;
    const hearingUntil = hearsFirst ? hearingEnd(now) : null;
    await setRequest(trx, id, { state: hearsFirst ? "hearing" : "acknowledged", acknowledgedAt: now, hearingUntil });
    return "request.acknowledged";
  });

/** Grants it, in part or whole, or refuses it: once, whoever was first. */
export const decide = (
  trx: Database,
  id: number,
  decision: Decision & { entryIds: readonly number[] },
  by: Actor,
  now: Date,
): Promise<void> =>
  actOn(trx, id, { actor: by, holder: false }, now, async (one, { thing, hearsFirst }) => {
    if (!may(by, "decide", thing)) throw new Forbidden(thing.party ? SECOND : NOT_YOURS);
    if (!isOpen(one)) throw new Conflict(DECIDED);
    const answer = { decidedAt: now, decidedBy: by.accountId, answer: decision.answer || null };
    if (decision.decision === "refuse") {
      await setRequest(trx, id, { ...answer, state: "refused" });
      return "request.refused";
    }
    if (hearsFirst) refuseBeforeHearing(one, now);
    const grant = await grantOf(trx, one, decision);
    await addGrant(trx, { requestId: id, ...grant, grantedAt: now, expiresAt: grantEnd(now) });
    await setRequest(trx, id, { ...answer, state: grant.part === "whole" ? "granted" : "partly" });
    return grant.part === "whole" ? "request.granted" : "request.granted in part";
  });

function refuseBeforeHearing(one: AccessRequest, now: Date): void {
  if (one.hearingUntil === null && one.state !== "appealed")
    throw new Conflict("Those whom it names are heard first. Say that you saw the request, and they have five days.");
  if (one.hearingUntil !== null && now < one.hearingUntil)
    throw new Conflict("Those whom it names can object until {day}. It can be refused now, or granted then.", {
      day: one.hearingUntil.toISOString().slice(0, 10),
    });
}

const PARTS_OF: Record<AccessRequest["what"], readonly Part[]> = {
  list: ["whole", "entries", "counts"],
  recording: ["whole", "cut"],
};

async function grantOf(trx: Database, one: AccessRequest, decision: Decision & { entryIds: readonly number[] }) {
  const meeting = await findMeeting(trx, one.meetingId);
  if (!meeting) throw new Conflict("The meeting that this is about is gone.");
  const part = decision.decision;
  if (part === "refuse" || !PARTS_OF[one.what].includes(part))
    throw new Conflict("That part is not one of this thing. Choose again.");
  if (one.what === "recording") {
    const address = part === "cut" ? decision.cut : meeting.recordingAddress;
    if (address === null)
      throw new Conflict("No address of the recording is kept. Correct the report and give it first.");
    return { part, entryIds: [], address };
  }
  if (part !== "counts" && meeting.namesGone)
    throw new Conflict("The names of this list gave way to counts. Grant the counts.");
  if (part !== "entries") return { part, entryIds: [], address: null };
  const named = await attendanceOf(trx, meeting.id, "named").execute();
  const entryIds = named.map((entry) => entry.id).filter((id) => decision.entryIds.includes(id));
  if (entryIds.length === 0) throw new Conflict("Choose the entries that are granted.");
  return { part, entryIds, address: null };
}

/** Somebody on the list says what speaks against handing it out. */
export const object = (trx: Database, id: number, words: string, by: Actor, now: Date): Promise<void> =>
  actOn(trx, id, { actor: by, holder: false }, now, async (one) => {
    if (by.personId === null) throw new NotFound();
    if (one.state !== "hearing" || one.hearingUntil === null || now >= one.hearingUntil)
      throw new Conflict("The time to object is over.");
    await putObjection(trx, id, { personId: by.personId, accountId: by.accountId, words }, now);
    return "request.objected to";
  });

type Asker = { actor: Actor; holder: boolean };

/** Whoever asked takes the request back; pressed again it changes nothing. */
export const withdrawRequest = (trx: Database, id: number, by: Asker, now: Date): Promise<void> =>
  actOn(trx, id, by, now, async (one, { thing }) => {
    if (!may(by.actor, "withdraw", thing)) throw new NotFound();
    if (one.state === "withdrawn") return null;
    if (!isOpen(one)) throw new Conflict(DECIDED);
    await setRequest(trx, id, { state: "withdrawn" });
    return "request.withdrawn";
  });

/** Asks for another office holder's answer, where there is one. */
export const appeal = (trx: Database, id: number, words: string, by: Asker, now: Date): Promise<void> =>
  actOn(trx, id, by, now, async (one, { thing, hasAnother }) => {
    if (!may(by.actor, "appeal", thing)) throw new NotFound();
    if (!isAppealOpen(one, now)) throw new Conflict("The time to ask for another answer is over.");
    if (!hasAnother) throw new Conflict("Nobody else in this group could give another answer.");
    await setRequest(trx, id, { state: "appealed", appeal: words, appealedAt: now, firstDecidedBy: one.decidedBy });
    return "request.appealed";
  });

/** Takes back what was granted: from now on there is nothing at its place. */
export const withdrawGrant = (trx: Database, id: number, by: Actor, now: Date): Promise<void> =>
  actOn(trx, id, { actor: by, holder: false }, now, async (one) => {
    if (!may(by, "withdraw", { resource: "grant", groupId: one.groupId })) throw new Forbidden(NOT_YOURS);
    return (await endGrants(trx, id, now)) > 0 ? "grant.withdrawn" : null;
  });

/** Opens what was granted, and writes down that it was opened. Throws NotFound where it is over, withdrawn, or not theirs. */
export async function openGrant(trx: Database, id: number, by: Asker, now: Date) {
  const one = await lockRequest(trx, id);
  const grant = one && (await findGrant(trx, id));
  const meeting = one && (await findMeeting(trx, one.meetingId));
  if (!one || !meeting || !grant || !isGrantValid(grant, now)) throw new NotFound();
  const isTheirs = by.holder || (by.actor.accountId !== null && by.actor.accountId === one.accountId);
  if (!may(by.actor, "read", { resource: "grant", groupId: one.groupId, holder: isTheirs })) throw new NotFound();
  await note(trx, one, "grant.viewed", by.actor, now);
  return { one, grant, meeting };
}

/** Ends what nobody decided in three months, and writes it down: the request says so, and can be made again. */
export function lapseRequests(db: Database, now: Date): Promise<void> {
  return inTransaction(db, async (trx) => {
    for (const { id, groupId } of await lapseBefore(trx, new Date(now.getTime() - LAPSE_DAYS * 86_400_000))) {
      const subject = { kind: "access request", id };
      await writeJournal(trx, { kind: "request.lapsed", groupId, subject, accountId: null, at: now });
    }
  });
}
