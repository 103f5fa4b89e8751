import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** An authenticator in software: makes one passkey (ES256) and signs with it, as a phone's lock does. */
export type Authenticator = {
  /** Answers `{"challenge": …}` of a page by making the passkey; the JSON that a browser would send. */
  create(question: string, at?: Place): string;
  get(question: string, at?: Place): string;
};
/** Where the browser says it is, and whether a person unlocked the device; a false page or a thief differ. */
type Place = { origin?: string; host?: string; unlocked?: boolean; copied?: boolean };

const HERE = { origin: "http://localhost:4100", host: "localhost", unlocked: true };
const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

export function authenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let uses = 0;

  const head = (place: Required<Omit<Place, "copied">>, more: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(uses);
    const flags = Buffer.of(PRESENT | (place.unlocked ? VERIFIED : 0) | more);
    return Buffer.concat([sha256(Buffer.from(place.host)), flags, count]);
  };
  const said = (type: string, question: string, { origin }: { origin: string }): Buffer => {
    const challenge = /"challenge":"([\w-]+)"/.exec(question)?.[1];
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  };
  const written = (response: Record<string, unknown>): string =>
    JSON.stringify({ id: b64(id), rawId: b64(id), type: "public-key", clientExtensionResults: {}, response });

  return {
    create(question, at = {}) {
      const place = { ...HERE, ...at };
      const key = cborMap([
        [cborInt(1), cborInt(2)],
        [cborInt(3), cborInt(-7)],
        [cborInt(-1), cborInt(1)],
        [cborInt(-2), cborBytes(Buffer.from(x, "base64url"))],
        [cborInt(-3), cborBytes(Buffer.from(y, "base64url"))],
      ]);
      const authData = Buffer.concat([head(place, ATTESTED), Buffer.alloc(16), Buffer.of(0, id.length), id, key]);
      const attestation = cborMap([
        [cborText("fmt"), cborText("none")],
        [cborText("attStmt"), cborMap([])],
        [cborText("authData"), cborBytes(authData)],
      ]);
      const clientDataJSON = b64(said("webauthn.create", question, place));
      return written({ clientDataJSON, attestationObject: b64(attestation), transports: ["internal"] });
    },
    get(question, at = {}) {
      const place = { ...HERE, ...at };
      if (at.copied !== true) uses++;
      const authData = head(place, 0);
      const client = said("webauthn.get", question, place);
      const signature = sign("sha256", Buffer.concat([authData, sha256(client)]), privateKey);
      return written({ clientDataJSON: b64(client), authenticatorData: b64(authData), signature: b64(signature) });
    },
  };
}

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const b64 = (bytes: Buffer): string => bytes.toString("base64url");

/** As much of CBOR as a passkey needs. Source: RFC 8949, 3. */
const cborInt = (value: number): Buffer => (value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value));
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborMap = (pairs: [Buffer, Buffer][]): Buffer => Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()]);
const cborHead = (major: number, value: number): Buffer =>
  value < 24 ? Buffer.of((major << 5) | value) : Buffer.of((major << 5) | 24, value);
