import { createHash, randomBytes } from "node:crypto";

/** A secret is 192 random bits, shown once; only its hash is kept. */
export const newSecret = (): { secret: string; hash: Buffer } => {
  const secret = randomBytes(24).toString("base64url");
  return { secret, hash: secretHash(secret) };
};
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();
