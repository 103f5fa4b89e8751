import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import { type SignedCheckpoint, verifierKey } from "./checkpoint.ts";
import { canonicalJson } from "./journal.ts";
import { type SealedLine, sealedText } from "./sealed-line.ts";
import { sealedLines } from "./sealer.queries.ts";

/** Said in the file's first line; the number grows when the form changes. */
const LOG_FORM = "baraza log 1";
const LINES_A_PIECE = 2_000;

/** The signed checkpoint at one size of the log, with the key that signed it; the latest where no size is given. */
export async function findCheckpointAt(db: Database, size: number | null) {
  const row = await db
    .selectFrom("log_checkpoint")
    .innerJoin("log_key", (join) => join.onTrue())
    .$if(size !== null, (query) => query.where("size", "=", size))
    .select(["size", "root", "signature", "name", "public_key"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { checkpoint: row, key: { name: row.name, publicKey: row.public_key } };
}

type Head = { checkpoint: SignedCheckpoint; key: { name: string; publicKey: Buffer }; note: string };

/**
 * The log up to a checkpoint as one text that is checked without anything else: form, key, signed note, then a line a
 * leaf with its place, its hash and what was hashed. `withContent` adds below each line the salt and the canonical
 * before and after, where they were not erased: for whoever may read everything.
 */
export async function* logFile(db: Database, { checkpoint, key, note }: Head, withContent: "with content" | "lines") {
  yield `${LOG_FORM}\n${verifierKey(key)}\n\n${note}\n`;
  for (let from = 0; from < checkpoint.size; from += LINES_A_PIECE) {
    const to = Math.min(from + LINES_A_PIECE, checkpoint.size);
    const rows = await sealedLines(db)
      .innerJoin("log_leaf", "log_leaf.journal_id", "journal.id")
      .leftJoin("journal_payload as kept", (join) =>
        join.onRef("kept.journal_id", "=", "journal.id").on(sql.lit(withContent === "with content")),
      )
      .where("log_leaf.position", ">=", from)
      .where("log_leaf.position", "<", to)
      .orderBy("log_leaf.position")
      .limit(LINES_A_PIECE)
      .select(["log_leaf.position", "log_leaf.hash", "kept.salt", "kept.payload"])
      .execute();
    yield rows.map(lineOf).join("");
  }
}

type Row = SealedLine & {
  position: number;
  hash: Buffer;
  salt: Buffer | null;
  payload: { before: unknown; after: unknown } | null;
};

function lineOf({ position, hash, salt, payload, ...line }: Row): string {
  const said = `${position} ${hash.toString("base64")} ${sealedText(line)}\n`;
  return salt === null ? said : `${said} ${salt.toString("hex")} ${canonicalJson(payload)}\n`;
}
