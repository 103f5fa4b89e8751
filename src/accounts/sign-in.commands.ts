import { type Actor, isOffice, type Standing } from "../access/actor.ts";
import { addMember, giveOffice, listGroups, standingOf } from "../groups/group.queries.ts";
import type { Group, NewGroup } from "../groups/group.ts";
import { groupsUnder } from "../groups/rules.queries.ts";
import { findOrAddPerson, lockPerson } from "../people/person.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { newSecret, type SecretHash, secretHash } from "../platform/secret.ts";
import {
  type Account,
  addAccount,
  addSetupLink,
  addSignInLink,
  findAccount,
  findAccountOfPerson,
  useSetupLink,
  useSignInLink,
} from "./account.queries.ts";
import { foundGroup } from "./new-group.commands.ts";
import { addSignIn, endSignIn, findSignIn, prolongSignIn, type SignIn } from "./sign-in.queries.ts";
import { nextEnd, type Stay, type Way, wholeEnd } from "./stay.ts";

const MINUTE = 60_000;
/** A link printed for the operator; long enough to be carried to a phone. */
const SETUP_MINUTES = 24 * 60;
/** Source: SAFETY A6, 15 minutes for links that travel by mail; one handed over by a person may wait a day. */
const LINK_MINUTES = 24 * 60;
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** Makes a one-time link with which the first person sets up a group. Returns its secret. */
export async function openSetup(db: Database, now: Date): Promise<string> {
  const { secret, hash } = newSecret("setup link");
  await inTransaction(db, (trx) => addSetupLink(trx, hash, new Date(now.getTime() + SETUP_MINUTES * MINUTE)));
  return secret;
}

/** Makes a one-time link that signs this account in. Returns its secret. */
export async function inviteAccount(db: Database, accountId: number, now: Date): Promise<string> {
  const { secret, hash } = newSecret("sign-in link");
  await addSignInLink(db, accountId, hash, new Date(now.getTime() + LINK_MINUTES * MINUTE));
  return secret;
}

/** The account of a person, made where there is none yet; who asks at the same time waits, and finds it. */
export async function accountFor(trx: Database, person: { id: number; name: string }, now: Date): Promise<number> {
  await lockPerson(trx, person.id);
  const known = await findAccountOfPerson(trx, person.id);
  return (known ?? (await addAccount(trx, { personId: person.id, displayName: person.name }, now))).id;
}

/** The first person names the group and themselves, becomes its co-chair and is signed in. Throws Conflict for a used link. */
export async function setUp(
  db: Database,
  secret: string,
  input: NewGroup & { yourName: string },
  now: Date,
): Promise<{ group: Group; signIn: string }> {
  return inTransaction(db, async (trx) => {
    if (!(await useSetupLink(trx, secretHash("setup link", secret), now)))
      throw new Conflict("This link was used already, or its time is over.");
    if ((await listGroups(trx)).length > 0)
      throw new Conflict("There is a group here already: whoever runs this site lets people in.");
    const person = await findOrAddPerson(trx, input.yourName, now);
    const accountId = await accountFor(trx, person, now);
    const group = await foundGroup(trx, input, { personId: person.id, accountId }, now);
    return { group, signIn: await startSignIn(trx, accountId, { way: "setup", stay: "kept" }, now) };
  });
}

/** Uses a one-time link up and signs its account in. Returns the secret of the sign-in, for the cookie. */
export async function signIn(db: Database, linkSecret: string, now: Date, stay: Stay = "kept"): Promise<string> {
  return inTransaction(db, async (trx) => {
    const accountId = await useSignInLink(trx, secretHash("sign-in link", linkSecret), now);
    if (accountId === undefined)
      throw new Conflict("This link was used already, or its time is over. Ask for a new one.");
    return startSignIn(trx, accountId, { way: "link", stay }, now);
  });
}

/** Signs an account in, whose right to it was just shown. Returns the secret of the sign-in, for the cookie. */
export async function startSignIn(
  trx: Database,
  accountId: number,
  { way, stay }: { way: Way; stay: Stay },
  now: Date,
): Promise<string> {
  const { secret, hash } = newSecret("sign-in");
  const actor = await actorOfAccount(trx, accountId, now);
  const isStrict = await asksForPasskey(trx, actor?.standing ?? []);
  const endsAt = wholeEnd(stay, isStrict, now);
  const expiresAt = nextEnd(stay, isStrict, endsAt, now);
  await addSignIn(trx, { accountId, hash, way, stay, createdOn: dayOf(now), expiresAt, endsAt });
  return secret;
}

export const signOut = (db: Database, secret: string) => endSignIn(db, secretHash("sign-in", secret));

/** Who comes with this sign-in; undefined where it is unknown or over. Offices and memberships as of today. */
export async function actorOf(db: Database, secret: string, now: Date): Promise<Actor | undefined> {
  const hash = secretHash("sign-in", secret);
  const found = await findSignIn(db, hash, now);
  if (!found) return undefined;
  const actor = await asActor(db, found.account, now);
  await prolong(db, hash, found, actor.standing, now);
  return actor;
}

/** An account with the rights of this moment, for what is written to it while nobody is there; undefined where it is gone. */
export async function actorOfAccount(db: Database, accountId: number, now: Date): Promise<Actor | undefined> {
  const account = await findAccount(db, accountId);
  return account && asActor(db, account, now);
}

async function asActor(db: Database, account: Account, now: Date): Promise<Actor> {
  const standing = account.personId === null ? [] : await standingOf(db, account.personId, dayOf(now));
  return { accountId: account.id, personId: account.personId, name: account.displayName, standing };
}

/** Moves the end of a sign-in with its use. Asked about once a day, or once in minutes where lives are short. */
async function prolong(
  db: Database,
  hash: SecretHash<"sign-in">,
  { stay, expiresAt, endsAt }: SignIn,
  standing: readonly Standing[],
  now: Date,
): Promise<void> {
  if (nextEnd(stay, false, endsAt, now) <= expiresAt) return;
  const end = nextEnd(stay, await asksForPasskey(db, standing), endsAt, now);
  if (end > expiresAt) await prolongSignIn(db, hash, end);
}

/** Whether someone of this standing holds an office where the rules ask for a passkey. */
export async function asksForPasskey(db: Database, standing: readonly Standing[]): Promise<boolean> {
  const offices = standing.filter(({ role }) => isOffice(role)).map(({ groupId }) => groupId);
  return (await groupsUnder(db, "passkey for offices", offices)).length > 0;
}

/** An office holder for a group, known by name, and a link that signs them in. Returns its secret. For the operator. */
export async function inviteOfficeHolder(db: Database, group: Group, name: string, now: Date): Promise<string> {
  return inTransaction(db, async (trx) => inviteAccount(trx, await accountOfOfficeHolder(trx, group, name, now), now));
}

/** The account of an office holder of this name: person, office and account are made where they are not there yet. */
export async function accountOfOfficeHolder(db: Database, group: Group, name: string, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const person = await findOrAddPerson(trx, name, now);
    const accountId = await accountFor(trx, person, now);
    const standing = await standingOf(trx, person.id, dayOf(now));
    if (!standing.some(({ groupId, role }) => groupId === group.id && isOffice(role))) {
      await giveOffice(trx, group.id, { personId: person.id, kind: "co-chair", title: null }, dayOf(now));
      if (!standing.some(({ groupId, role }) => groupId === group.id && role === "member"))
        await addMember(trx, group.id, person.id, dayOf(now));
      await writeJournal(trx, {
        kind: "office.given",
        groupId: group.id,
        subject: { kind: "group", id: group.id },
        accountId: null,
        at: now,
        after: { personId: person.id },
      });
    }
    return accountId;
  });
}
