import { createHash, randomBytes } from "node:crypto";

/** What a secret opens. Each purpose has a table of its own; a secret of one is unknown to all others. */
export const PURPOSES = [
  "setup link",
  "sign-in link",
  "sign-in",
  "mailed link",
  "asking browser",
  "address confirmation",
  "passkey registration",
  "passkey question",
  "invitation",
  "participation code",
  "request receipt",
  "grant",
  "conduct receipt",
  "unsubscribe",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The hash of a secret of this purpose: a type of its own, so that no other table is asked for it. */
export type SecretHash<P extends Purpose> = Buffer & { readonly [forPurpose]?: P };
declare const forPurpose: unique symbol;

/** A secret is 192 random bits, shown once; only its hash is kept. */
export function newSecret<P extends Purpose>(purpose: P): { secret: string; hash: SecretHash<P> } {
  const secret = randomBytes(24).toString("base64url");
  return { secret, hash: secretHash(purpose, secret) };
}

/** The purpose is hashed too: the same words for another purpose give another hash. */
export const secretHash = <P extends Purpose>(purpose: P, secret: string): SecretHash<P> =>
  createHash("sha256").update(`${purpose}\0${secret}`).digest();
