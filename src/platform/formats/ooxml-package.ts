import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { Unacceptable } from "../refusal.ts";
import { unreadable } from "./unreadable.ts";

/**
 * Limits before and while unpacking. Source: SAFETY A8. The ratio is not asked of small parts:
 * an empty theme of 20 kB packs to next to nothing and harms nobody.
 */
const LIMITS = {
  fileBytes: 10_000_000,
  entries: 2000,
  unpackedBytes: 50_000_000,
  ratio: 100,
  ratioFromBytes: 200_000,
};

/** The parts of an Office file: names without the leading stroke, unpacked one at a time and only when asked for. */
export type OoxmlPackage = {
  names: string[];
  has(name: string): boolean;
  /** The part's bytes; null where there is no such part. */
  unpack(name: string): Promise<Buffer | null>;
};

/** Opens a zip by its directory alone; throws an Unacceptable where the directory breaks a limit. */
export async function openPackage(bytes: Uint8Array): Promise<OoxmlPackage> {
  if (bytes.byteLength > LIMITS.fileBytes) throw unreadable.tooLarge();
  const zip = await orDamaged(() => fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  const entries = await readDirectory(zip, bytes.byteLength);
  await refuseOverlaps(zip, [...entries.values()]);
  const budget = { unpackedBytes: 0 };
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    has: (name) => entries.has(name.toLowerCase()),
    unpack: async (name) => {
      const entry = entries.get(name.toLowerCase());
      return entry === undefined ? null : orDamaged(() => unpackEntry(zip, entry, budget));
    },
  };
}

async function readDirectory(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > LIMITS.entries) throw unreadable.crowded();
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  await orDamaged(async () => {
    for await (const entry of zip.eachEntry()) {
      unpackedBytes += entry.uncompressedSize;
      refuseEntry(entry, unpackedBytes, fileBytes);
      const key = entry.fileName.toLowerCase();
      if (entries.has(key)) throw unreadable.unsafeNames();
      entries.set(key, entry);
    }
  });
  return entries;
}

function refuseEntry(entry: Entry, unpackedBytes: number, fileBytes: number): void {
  if (entry.isEncrypted()) throw unreadable.locked();
  if (isLink(entry) || entry.fileName.includes("\0")) throw unreadable.unsafeNames();
  if (unpackedBytes > LIMITS.unpackedBytes) throw unreadable.bomb();
  if (exceedsRatio(entry.uncompressedSize, entry.compressedSize)) throw unreadable.bomb();
  if (exceedsRatio(unpackedBytes, fileBytes)) throw unreadable.bomb();
}

const exceedsRatio = (unpackedBytes: number, packedBytes: number): boolean =>
  unpackedBytes > LIMITS.ratioFromBytes && unpackedBytes > packedBytes * LIMITS.ratio;

/** Unix symlinks carry their kind in the upper half of the external attributes (S_IFLNK). */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** The best known bombs let many directory entries share one packed kernel (Fifield, "A better zip bomb", 2019). */
async function refuseOverlaps(zip: ZipFile, entries: Entry[]): Promise<void> {
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw unreadable.overlapping();
    const header = await orDamaged(() => zip.readLocalFileHeaderPromise(entry, { minimal: true }));
    end = header.fileDataStart + entry.compressedSize;
  }
}

/** yauzl itself stops a stream whose length is not the one the directory gave; the sum over parts is counted here. */
async function unpackEntry(zip: ZipFile, entry: Entry, budget: { unpackedBytes: number }): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let partBytes = 0;
  for await (const chunk of stream) {
    partBytes += chunk.length;
    budget.unpackedBytes += chunk.length;
    if (budget.unpackedBytes > LIMITS.unpackedBytes) throw unreadable.bomb();
    if (exceedsRatio(partBytes, entry.compressedSize)) throw unreadable.bomb();
    chunks.push(chunk);
  }
  const part = Buffer.concat(chunks);
  if (crc32(part) !== entry.crc32) throw unreadable.damaged();
  return part;
}

/** What yauzl says of a broken directory is for programmers; a person is told that the file is damaged. */
async function orDamaged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unacceptable) throw error;
    const words = error instanceof Error ? error.message : "";
    if (/^(absolute path|invalid relative path|invalid characters in fileName)/.test(words))
      throw unreadable.unsafeNames();
    if (/encrypt/.test(words)) throw unreadable.locked();
    if (/too many bytes/.test(words)) throw unreadable.bomb();
    throw unreadable.damaged();
  }
}
