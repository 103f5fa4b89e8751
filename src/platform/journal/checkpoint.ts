/**
 * What the log says of itself at one size, signed: a C2SP tlog-checkpoint inside a C2SP signed note. Whoever keeps one
 * outside the instance can later tell whether anything that stood before it was changed.
 */
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** The key of an instance: the name it signs under, its private half as PKCS #8, its public half as 32 bytes. */
export type LogKey = { name: string; privateKey: Buffer; publicKey: Buffer };
export type Checkpoint = { size: number; root: Buffer };
export type SignedCheckpoint = Checkpoint & { signature: Buffer };

/** Marks Ed25519 in a signed note. Source: C2SP signed-note, "Signature types". */
const ED25519 = Buffer.of(1);

/** A key under a name that says nothing of where the instance is reached: addresses change, and an onion has another. */
export function makeLogKey(): LogKey {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    name: `baraza/${randomBytes(6).toString("hex")}`,
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }),
    publicKey: Buffer.from(String(publicKey.export({ format: "jwk" }).x), "base64url"),
  };
}

/** What is signed: the name of the log, its size, its root, a line each. Source: C2SP tlog-checkpoint. */
const checkpointText = (name: string, { size, root }: Checkpoint): string =>
  `${name}\n${size}\n${root.toString("base64")}\n`;

export function signCheckpoint({ name, privateKey }: LogKey, checkpoint: Checkpoint): Buffer {
  const key = createPrivateKey({ key: privateKey, format: "der", type: "pkcs8" });
  return sign(null, Buffer.from(checkpointText(name, checkpoint)), key);
}

/** The signed note: five lines that can be printed, mailed and read back. Source: C2SP signed-note. */
export function noteOf({ name, publicKey }: Omit<LogKey, "privateKey">, checkpoint: SignedCheckpoint): string {
  const signature = Buffer.concat([keyId(name, publicKey), checkpoint.signature]).toString("base64");
  return `${checkpointText(name, checkpoint)}\n— ${name} ${signature}\n`;
}

/** "name+number+key", by which anyone checks a note. Source: C2SP signed-note, "Verifier keys". */
export const verifierKey = ({ name, publicKey }: Omit<LogKey, "privateKey">): string =>
  `${name}+${keyId(name, publicKey).toString("hex")}+${Buffer.concat([ED25519, publicKey]).toString("base64")}`;

const keyId = (name: string, publicKey: Buffer): Buffer =>
  createHash("sha256").update(`${name}\n`).update(ED25519).update(publicKey).digest().subarray(0, 4);
