import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import { personsWithAccount } from "../../accounts/account.queries.ts";
import {
  addClaim,
  changePersonOfAccount,
  findLastClaim,
  hasWaitingClaim,
  lockClaim,
  setClaim,
} from "../../accounts/claim.queries.ts";
import type { Claim } from "../../accounts/claim.ts";
import { listOfficeHolders } from "../../groups/group.queries.ts";
import { listStandingAhead, openInvitationsOf } from "../../groups/standing.queries.ts";
import { lockPerson } from "../../people/person.queries.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { findPastAct, writeJournal } from "../../platform/journal/journal.queries.ts";
import { canonicalJson } from "../../platform/journal/journal.ts";
import { Conflict, Forbidden, NotFound } from "../../platform/refusal.ts";
import { ClaimEnded, GivenUp } from "./claiming.ts";
import { mayIdentify } from "./say-over.commands.ts";

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
const ownAccount = ({ accountId }: Actor): number => {
  if (accountId === null) throw new Forbidden("Sign in to do this.");
  return accountId;
};

/** "This is me." Nothing follows from it until an office holder confirms it. */
export async function claimPerson(
  db: Database,
  claim: { groupId: number; name: string; words: string | null },
  by: Actor,
  now: Date,
): Promise<number> {
  const accountId = ownAccount(by);
  if (by.personId !== null) throw new Conflict("You are known as somebody here already.");
  return inTransaction(db, async (trx) => {
    const id = await addClaim(trx, { accountId, ...claim }, now);
    if (id === undefined) throw new Conflict("You said already who you are; an office holder looks at it.");
    const subject = { kind: "claim", id };
    const after = { name: claim.name, words: claim.words };
    return writeJournal(trx, { kind: "claim.made", groupId: claim.groupId, subject, accountId, at: now, after });
  });
}

export async function withdrawClaim(db: Database, by: Actor, now: Date): Promise<number | null> {
  const accountId = ownAccount(by);
  return inTransaction(db, async (trx) => {
    const last = await findLastClaim(trx, accountId);
    const claim = last && (await lockClaim(trx, last.groupId, last.id));
    if (claim?.state !== "waiting") return null;
    return end(trx, claim, "withdrawn", null, by, now);
  });
}

/** Confirms that an account is this person, so that from its next request it stands as them. */
export async function confirmClaim(
  db: Database,
  at: { groupId: number; claimId: number },
  personId: number,
  by: Actor,
  now: Date,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const claim = await findOpen(trx, at, by);
    const person = await lockPerson(trx, personId);
    if (!person) throw new NotFound();
    if (!(await mayIdentify(trx, person.id, by, now)))
      throw new Forbidden(
        "{name} is named by another group too, or is a co-chair: whoever decides there as well says that it is them.",
        { name: person.name },
      );
    const taken = await personsWithAccount(trx, [person.id]);
    if (taken.length > 0 || (await openInvitationsOf(trx, [person.id], now)).length > 0)
      throw new Conflict("{name} signs in here already, or is invited to. One of the two is somebody else.", {
        name: person.name,
      });
    if (!(await changePersonOfAccount(trx, claim.accountId, null, person.id)))
      throw new Conflict("This account is known as somebody already.");
    return end(trx, claim, "confirmed", person.id, by, now);
  });
}

export async function declineClaim(
  db: Database,
  at: { groupId: number; claimId: number },
  by: Actor,
  now: Date,
): Promise<number> {
  return inTransaction(db, async (trx) => end(trx, await findOpen(trx, at, by), "declined", null, by, now));
}

/** Takes a confirmation or a refusal back: the claim waits again, and the account is nobody's. */
export async function undoClaim(
  db: Database,
  at: { groupId: number; claimId: number },
  line: number,
  by: Actor,
  now: Date,
): Promise<number> {
  insist(by, "decide", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const subject = { kind: "claim", id: at.claimId };
    const claim = await lockClaim(trx, at.groupId, at.claimId);
    const act = claim && (await findPastAct(trx, subject, line));
    const after = ClaimEnded.safeParse(act?.after);
    if (!act || act.undoes !== null || !after.success || after.data.state === "withdrawn") throw new NotFound();
    if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
    if (claim.state !== after.data.state || (await hasWaitingClaim(trx, claim.accountId)))
      throw new Conflict("This was changed again meanwhile. Take the later change back first.");
    if (claim.personId !== null && !(await mayIdentify(trx, claim.personId, by, now)))
      throw new Forbidden("They belong to another group here: its office holders change this.");
    if (claim.personId !== null && !(await changePersonOfAccount(trx, claim.accountId, claim.personId, null)))
      throw new Conflict("This was changed again meanwhile. Take the later change back first.");
    await setClaim(trx, claim.id, { state: "waiting", personId: null }, now);
    return writeJournal(trx, {
      ...{ kind: "claim.undone", groupId: at.groupId, subject, accountId: by.accountId, at: now },
      ...{ before: act.after, after: act.before, undoes: act.id },
    });
  });
}

/** "I am not this person": the account is a pseudonym again, with no standing, from its next request. */
export async function giveUpPerson(db: Database, by: Actor, now: Date): Promise<number | null> {
  const accountId = ownAccount(by);
  const { personId } = by;
  if (personId === null) return null;
  return inTransaction(db, async (trx) => {
    const standing = await listStandingAhead(trx, personId, dayOf(now));
    await refuseLastCoChair(trx, personId, by, now);
    if (!(await changePersonOfAccount(trx, accountId, personId, null))) return null;
    const before: GivenUp = { personId, standing: canonicalJson(standing) };
    const line = { kind: "account.person given up", groupId: null, subject: { kind: "account", id: accountId } };
    return writeJournal(trx, { ...line, accountId, at: now, before });
  });
}

/** "I am them after all": for the account itself, as long as nothing of the person's standing changed and nobody else is them. */
export async function takePersonUpAgain(db: Database, line: number, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  return inTransaction(db, async (trx) => {
    const subject = { kind: "account", id: accountId };
    const act = await findPastAct(trx, subject, line);
    const before = GivenUp.safeParse(act?.before);
    if (act?.kind !== "account.person given up" || !before.success || act.accountId !== accountId) throw new NotFound();
    const { personId, standing } = before.data;
    const same = canonicalJson(await listStandingAhead(trx, personId, dayOf(now))) === standing;
    const person = await lockPerson(trx, personId);
    const taken = (await personsWithAccount(trx, [personId])).length > 0;
    if (
      act.undoneBy !== null ||
      !same ||
      !person ||
      taken ||
      !(await changePersonOfAccount(trx, accountId, null, personId))
    )
      throw new Conflict("Things changed meanwhile. Say again who you are, and an office holder looks at it.");
    const acted = { kind: "account.person taken up", groupId: null, subject, accountId, at: now };
    return writeJournal(trx, { ...acted, after: act.before, undoes: act.id });
  });
}

/** A group is left with somebody who can open its doors. */
async function refuseLastCoChair(trx: Database, personId: number, { standing }: Actor, now: Date): Promise<void> {
  for (const { groupId, role } of standing) {
    if (role !== "co-chair") continue;
    const chairs = (await listOfficeHolders(trx, groupId, dayOf(now))).filter((one) => one.kind === "co-chair");
    const others = chairs.map((one) => one.personId).filter((id) => id !== personId);
    if ((await personsWithAccount(trx, others)).length === 0)
      throw new Conflict(
        "You are the only co-chair who signs in for one of your groups. Give the office to someone else first.",
      );
  }
}

async function findOpen(trx: Database, at: { groupId: number; claimId: number }, by: Actor): Promise<Claim> {
  insist(by, "decide", { resource: "person", groupId: at.groupId });
  const claim = await lockClaim(trx, at.groupId, at.claimId);
  if (!claim) throw new NotFound();
  if (claim.state !== "waiting") throw new Conflict("Someone decided this meanwhile.");
  return claim;
}

async function end(
  trx: Database,
  claim: Claim,
  state: ClaimEnded["state"],
  personId: number | null,
  by: Actor,
  now: Date,
): Promise<number> {
  await setClaim(trx, claim.id, { state, personId }, now);
  const line = { kind: `claim.${state}`, groupId: claim.groupId, subject: { kind: "claim", id: claim.id } };
  const after: ClaimEnded = { state, personId };
  return writeJournal(trx, { ...line, accountId: by.accountId, at: now, before: { state: "waiting" }, after });
}
