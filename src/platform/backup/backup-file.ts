import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { z } from "zod";
import { codeOf, Trouble } from "../trouble.ts";

/** The form of the file itself; a program reads its own and all before it. */
export const FORM = 1;

/** First line of a file: what it is, of which program, as of when. `group` stands in files that move one group. */
export const Head = z.object({
  baraza: z.enum(["backup", "group"]),
  form: z.int(),
  program: z.string(),
  at: z.iso.datetime(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), hash: z.string() })),
  group: z.object({ slug: z.string(), name: z.string(), origin: z.string() }).optional(),
});
export type Head = z.infer<typeof Head>;

const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const EndLine = z.object({ rows: z.int() });
const SequencesLine = z.object({ sequences: z.array(z.object({ name: z.string(), last: z.int() })) });
const WholeLine = z.object({ sha256: z.string() });
const Row = z.array(z.string().nullable());

/** What a file holds, piece by piece. A row is its columns as PostgreSQL writes each: exact for every type, now and later. */
export type Part =
  | { kind: "head"; head: Head }
  | { kind: "table"; name: string; columns: string[] }
  | { kind: "row"; text: string }
  | { kind: "end"; table: string; rows: number }
  | { kind: "sequences"; sequences: { name: string; last: number }[] };

/** The lines of a file; a row comes as the line that it is. */
export const lineOf = {
  head: (head: Head): string => JSON.stringify(head),
  table: (table: string, columns: readonly string[]): string => JSON.stringify({ table, columns }),
  end: (rows: number): string => JSON.stringify({ rows }),
  sequences: (sequences: readonly { name: string; last: number }[]): string => JSON.stringify({ sequences }),
};

/**
 * Writes the lines into a file that nobody else may read, and gives it its name only when it is whole, on the disk, and
 * `verify` has read it. Whatever goes wrong leaves no file.
 */
export async function writeBackupFile(
  path: string,
  lines: AsyncIterable<string>,
  verify: (path: string) => Promise<void>,
  stopping?: AbortSignal,
): Promise<void> {
  const making = `${path}.making-${process.pid}`;
  try {
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    await pipeline(Readable.from(sealed(lines)), compress, createWriteStream(making, { mode: 0o600 }), {
      ...(stopping && { signal: stopping }),
    });
    await toDisk(making);
    await verify(making);
    stopping?.throwIfAborted();
    await rename(making, path);
    await toDisk(dirname(path));
  } catch (error) {
    await rm(making, { force: true });
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? ""))
      throw new Trouble(`The folder of ${path} is not there: make it, or name another.`);
    if (["EACCES", "EPERM"].includes(codeOf(error) ?? ""))
      throw new Trouble(`The folder of ${path} may not be written by this user: name another.`);
    throw error;
  }
}

/** Ends the lines with a hash over all of them: a file that was cut or changed is known by it. */
async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const line of lines) {
    const bytes = Buffer.from(`${line}\n`);
    hash.update(bytes);
    yield bytes;
  }
  yield Buffer.from(`${JSON.stringify({ sha256: hash.digest("hex") })}\n`);
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

const CUT = "is cut: its end is missing, so nothing was done with it";
const DAMAGED = "is damaged: it does not hold any more what was written, so nothing was done with it";
const FOREIGN = "is no file that Baraza wrote as a backup";
const NEWER = "was written by a newer version of Baraza: use that version";
const about = (path: string, what: string): Trouble => new Trouble(`The file ${path} ${what}.`);

/** First bytes of a file compressed by Zstandard. Source: RFC 8878, 3.1.1. */
const ZSTD = Buffer.from("28b52ffd", "hex");

/** Reads a file to its end and holds it against its own hash and counts. Throws `Trouble` with the reason where it fails. */
export async function* readBackupFile(path: string): AsyncGenerator<Part> {
  if (!(await firstBytes(path)).equals(ZSTD)) throw about(path, FOREIGN);
  const hash = createHash("sha256");
  let table: { name: string; rows: number } | undefined;
  let begun = false;
  let ended = false;
  for await (const line of linesOf(path)) {
    if (ended) throw about(path, DAMAGED);
    if (!begun) {
      yield { kind: "head", head: readHead(path, line) };
      begun = true;
    } else if (line[0] === "[") {
      if (!table) throw about(path, DAMAGED);
      table.rows += 1;
      yield { kind: "row", text: line };
    } else {
      const said = readLine(path, line);
      if (said.kind === "whole") {
        ended = said.sha256 === hash.digest("hex");
        if (!ended) throw about(path, DAMAGED);
        continue;
      }
      if (said.kind === "end" && said.rows !== table?.rows) throw about(path, DAMAGED);
      if (said.kind === "table") table = { name: said.name, rows: 0 };
      yield said.kind === "end" ? { ...said, table: table?.name ?? "" } : said;
    }
    hash.update(`${line}\n`);
  }
  if (!ended) throw about(path, CUT);
}

/** Whether a file begins as one that `writeBackupFile` wrote; false where it cannot be read. */
export const beginsAsBackup = (path: string): Promise<boolean> =>
  firstBytes(path).then(
    (bytes) => bytes.equals(ZSTD),
    () => false,
  );

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") throw new Trouble(`There is no file ${path}.`);
    if (codeOf(error) === "EACCES") throw new Trouble(`The file ${path} may not be read by this user.`);
    throw error;
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ZSTD.length), 0, ZSTD.length, 0);
    if (bytesRead < ZSTD.length) throw about(path, bytesRead === 0 ? CUT : FOREIGN);
    return buffer;
  } catch (error) {
    if (codeOf(error) === "EISDIR") throw new Trouble(`${path} is a folder; name a file.`);
    throw error;
  } finally {
    await file.close();
  }
}

/** Lines of the unpacked file. They are cut from chunks: one line may hold a whole source document and no more is held. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  const packed = createReadStream(path);
  const unpacked = packed.pipe(createZstdDecompress());
  packed.once("error", (error) => unpacked.destroy(error));
  try {
    for await (const chunk of unpacked) {
      let from = 0;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString();
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    }
  } catch (error) {
    const code = codeOf(error) ?? "";
    if (code === "Z_BUF_ERROR") throw about(path, CUT);
    if (/^(ZSTD|Z)_/i.test(code)) throw about(path, DAMAGED);
    throw error;
  } finally {
    packed.destroy();
  }
  if (rest.length > 0) throw about(path, CUT);
}

function readHead(path: string, line: string): Head {
  const written = parsed(line);
  const form = z.object({ baraza: z.string(), form: z.int() }).safeParse(written);
  if (!form.success) throw about(path, FOREIGN);
  if (form.data.form > FORM) throw about(path, NEWER);
  const head = Head.safeParse(written);
  if (!head.success) throw about(path, DAMAGED);
  return head.data;
}

type Said =
  | Exclude<Part, { kind: "head" } | { kind: "row" } | { kind: "end" }>
  | { kind: "end"; rows: number }
  | { kind: "whole"; sha256: string };

function readLine(path: string, line: string): Said {
  const written = parsed(line);
  const table = TableLine.safeParse(written);
  if (table.success) return { kind: "table", name: table.data.table, columns: table.data.columns };
  const end = EndLine.safeParse(written);
  if (end.success) return { kind: "end", rows: end.data.rows };
  const sequences = SequencesLine.safeParse(written);
  if (sequences.success) return { kind: "sequences", sequences: sequences.data.sequences };
  const whole = WholeLine.safeParse(written);
  if (whole.success) return { kind: "whole", sha256: whole.data.sha256 };
  throw about(path, DAMAGED);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A row of a file as its columns. */
export const columnsOf = (row: string): (string | null)[] => Row.parse(JSON.parse(row));
