import type { Actor } from "../access/actor.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import type { Site } from "../platform/http/deps.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { newSecret, secretHash } from "../platform/secret.ts";
import { noteOnAccount, ownAccount } from "./account.commands.ts";
import {
  addPasskey,
  addQuestion,
  addRegistration,
  dropPasskey,
  findPasskey,
  listPasskeys,
  notePasskeyUsed,
  takeQuestion,
  takeRegistration,
} from "./passkey.queries.ts";
import { NewPasskey, questionIn, readAnswer, UsedPasskey } from "./passkey.ts";
import { dayOf, startSignIn } from "./sign-in.commands.ts";
import type { Stay } from "./stay.ts";

/** Source: issue 3: a question is open for five minutes, and is answered once. */
const QUESTION_MINUTES = 5;
const MOST_PASSKEYS = 20;
/** EdDSA, ES256, RS256, by their numbers in COSE: what authenticators have, without what the runtime still tries out. */
const KINDS_OF_KEY = [-8, -7, -257];
const endOf = (now: Date): Date => new Date(now.getTime() + QUESTION_MINUTES * 60_000);
/** To whom a passkey is bound: the host that people reach. */
const hostOf = ({ origin }: Site): string => new URL(origin).hostname;
/** Read only when it is needed: most starts of the program never are. */
const webauthn = () => import("@simplewebauthn/server");

/** The question that an authenticator answers by making a passkey, as JSON for the browser. */
export async function askForNewPasskey(db: Database, site: Site, by: Actor, now: Date): Promise<string> {
  const accountId = ownAccount(by);
  const { secret, hash } = newSecret("passkey registration");
  const kept = await listPasskeys(db, accountId);
  await addRegistration(db, accountId, hash, endOf(now));
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: hostOf(site),
    userName: by.name,
    challenge: new Uint8Array(Buffer.from(secret, "base64url")),
    timeout: QUESTION_MINUTES * 60_000,
    attestationType: "none",
    supportedAlgorithmIDs: KINDS_OF_KEY,
    excludeCredentials: kept.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return JSON.stringify(options);
}

/** Keeps the passkey that an authenticator made. False where the answer does not fit an open question to this account. */
export async function keepPasskey(db: Database, sent: string, site: Site, by: Actor, now: Date): Promise<boolean> {
  const accountId = ownAccount(by);
  const answer = readAnswer(NewPasskey, sent);
  const question = answer && questionIn(answer);
  if (answer === undefined || question === undefined) return false;
  if (!(await takeRegistration(db, accountId, secretHash("passkey registration", question), now))) return false;
  const made = await verifiedPasskey(answer, question, site);
  if (!made) return false;
  return inTransaction(db, async (trx) => {
    if ((await listPasskeys(trx, accountId)).length >= MOST_PASSKEYS)
      throw new Conflict("There are many passkeys here already: take one away first.");
    const { id, publicKey, counter } = made;
    const key = { accountId, credentialId: id, publicKey, useCount: counter, transports: answer.response.transports };
    if (!(await addPasskey(trx, key, dayOf(now)))) return false;
    await noteOnAccount(trx, accountId, { kind: "account.passkey-added" }, by, now);
    return true;
  });
}

async function verifiedPasskey(response: NewPasskey, expectedChallenge: string, site: Site) {
  const { verifyRegistrationResponse } = await webauthn();
  const expected = { expectedChallenge, expectedOrigin: site.origin, expectedRPID: hostOf(site) };
  const kinds = { supportedAlgorithmIDs: KINDS_OF_KEY };
  // The library throws whatever is wrong with an answer; here it is one answer that does not fit.
  const verified = await verifyRegistrationResponse({ response, ...expected, ...kinds }).catch(() => null);
  return verified?.verified ? verified.registrationInfo.credential : null;
}

/** Takes one of one's own passkeys away. Throws NotFound for one of another's. */
export async function takePasskeyAway(trx: Database, id: number, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  if (!(await dropPasskey(trx, accountId, id))) throw new NotFound("This passkey is not here any more.");
  return noteOnAccount(trx, accountId, { kind: "account.passkey-removed" }, by, now);
}

/** The question that a passkey answers, as JSON for the browser. It names no account: the authenticator knows its own. */
export async function askForPasskey(db: Database, site: Site, now: Date): Promise<string> {
  const { secret, hash } = newSecret("passkey question");
  await addQuestion(db, hash, endOf(now));
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: hostOf(site),
    challenge: new Uint8Array(Buffer.from(secret, "base64url")),
    timeout: QUESTION_MINUTES * 60_000,
    userVerification: "required",
  });
  return JSON.stringify(options);
}

/** Signs in whose passkey answered. Returns the secret of the sign-in; undefined where the answer does not fit an open question. */
export async function signInByPasskey(
  db: Database,
  sent: string,
  stay: Stay,
  site: Site,
  now: Date,
): Promise<string | undefined> {
  const answer = readAnswer(UsedPasskey, sent);
  const question = answer && questionIn(answer);
  if (answer === undefined || question === undefined) return undefined;
  if (!(await takeQuestion(db, secretHash("passkey question", question), now))) return undefined;
  const key = await findPasskey(db, answer.id);
  if (!key) return undefined;
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: question,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site),
    credential: { id: key.credentialId, publicKey: key.publicKey, counter: key.useCount },
  }).catch(() => null); // As above.
  if (!verified?.verified) return undefined;
  return inTransaction(db, async (trx) => {
    const noted = await notePasskeyUsed(trx, key.id, verified.authenticationInfo.newCounter, dayOf(now));
    return noted ? startSignIn(trx, key.accountId, { way: "passkey", stay }, now) : undefined;
  });
}
