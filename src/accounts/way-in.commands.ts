import { type Actor, visitor } from "../access/actor.ts";
import { insist, standsAsHigh } from "../access/may.ts";
import type { Group } from "../groups/group.ts";
import { standingsOf } from "../groups/standing.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { queueMessage } from "../platform/mail/message-out.queries.ts";
import { secretHash } from "../platform/secret.ts";
import { type Words, words as wordsIn } from "../ui/words.ts";
import { noteOnAccount } from "./account.commands.ts";
import { addAccount, findAddress } from "./account.queries.ts";
import { makeCode } from "./participation-code.commands.ts";
import { findAccountIdByCode, lockCode } from "./participation-code.queries.ts";
import { codeFrom } from "./participation-code.ts";
import { accountFor, accountOfOfficeHolder, dayOf, inviteAccount } from "./sign-in.commands.ts";

type Person = { id: number; name: string };
/** What an act needs of the page it came from: the group, where mail goes, in which language it is told. */
export type Desk = { group: Group; site: Site; words: Words };

/** Makes a one-time link for a member who has no way in. Returns its secret. Whom it lets in is told. */
export async function makeLinkFor(db: Database, person: Person, desk: Desk, by: Actor, now: Date): Promise<string> {
  return inTransaction(db, async (trx) => {
    const accountId = await accountInReach(trx, person, desk.group, by, now);
    const change = { kind: "account.link-made", groupId: desk.group.id };
    await noteOnAccount(trx, accountId, change, by, now);
    await tell(trx, accountId, person.name, desk, by, now);
    return inviteAccount(trx, accountId, now);
  });
}

/** A link for an office holder, by whoever runs the site. Returns its secret. Whom it lets in is told. */
export async function makeLinkByOperator(
  db: Database,
  name: string,
  { group, site }: Pick<Desk, "group" | "site">,
  now: Date,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const accountId = await accountOfOfficeHolder(trx, group, name, now);
    await noteOnAccount(trx, accountId, { kind: "account.link-made", groupId: group.id }, visitor, now);
    await tell(trx, accountId, name, { group, site, words: wordsIn("en") }, visitor, now);
    return inviteAccount(trx, accountId, now);
  });
}

/** Gives a member a new participation code; the one before is over. Returns it. Whom it lets in is told. */
export async function makeCodeFor(
  db: Database,
  person: Person,
  seed: Buffer,
  desk: Desk,
  by: Actor,
  now: Date,
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const accountId = await accountInReach(trx, person, desk.group, by, now);
    await tell(trx, accountId, person.name, desk, by, now);
    return makeCode(trx, accountId, seed, by, now, desk.group.id);
  });
}

/** An account for someone who stays a pseudonym, with a code. One press that comes twice makes one. */
export async function makePseudonym(
  db: Database,
  name: string,
  seed: Buffer,
  { group }: Desk,
  by: Actor,
  now: Date,
): Promise<string> {
  insist(by, "create", { resource: "way in", groupId: group.id, nowhereHigher: true });
  return inTransaction(db, async (trx) => {
    const code = codeFrom(seed);
    const hash = secretHash("participation code", code);
    await lockCode(trx, hash);
    if ((await findAccountIdByCode(trx, hash)) !== undefined) return code;
    const { id } = await addAccount(trx, { personId: null, displayName: name }, now);
    return makeCode(trx, id, seed, by, now, group.id);
  });
}

/** The account of a member, made where there is none; throws Forbidden where the member stands above the asker anywhere. */
async function accountInReach(trx: Database, person: Person, group: Group, by: Actor, now: Date): Promise<number> {
  const standing = (await standingsOf(trx, [person.id], dayOf(now))).get(person.id) ?? [];
  insist(by, "create", { resource: "way in", groupId: group.id, nowhereHigher: standsAsHigh(by, standing) });
  return accountFor(trx, person, now);
}

async function tell(
  trx: Database,
  accountId: number,
  name: string,
  { site, words: { t } }: Desk,
  by: Actor,
  now: Date,
): Promise<void> {
  const address = site.sendsMail ? await findAddress(trx, accountId) : null;
  if (address === null) return;
  const text = [
    by.accountId === null
      ? t("Whoever runs {site} made a way for you to sign in there.", { site: site.origin })
      : t("{name} made a way for you to sign in at {site}.", { name: by.name, site: site.origin }),
    t("If you did not ask for it, sign in and end the other sign-ins on your page, and tell your group."),
  ].join("\n\n");
  const message = {
    kind: "way in made",
    groupId: null,
    accountId,
    to: { name, address },
    subject: t("Your sign-in"),
    text,
  };
  await queueMessage(trx, message, now);
}
