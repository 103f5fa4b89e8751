import { canonicalJson } from "./journal.ts";

/** A journal line as the log holds it: numbers for who and what, and the commitment; nothing that a person wrote. */
export type SealedLine = {
  id: number;
  /** ISO 8601 with microseconds, as the database has it. */
  at: string;
  kind: string;
  group_id: number | null;
  subject_kind: string;
  subject_id: number;
  account_id: number | null;
  undoes: number | null;
  commitment: Buffer;
};

/** The bytes that are hashed into the log: canonical JSON (RFC 8785 for what occurs here), one line. */
export const sealedText = ({ commitment, ...line }: SealedLine): string =>
  canonicalJson({ ...line, commitment: commitment.toString("hex") });
