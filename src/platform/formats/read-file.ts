import { Unacceptable } from "../refusal.ts";
import { readDocx } from "./docx.ts";
import { isZip } from "./foreign-file.ts";
import { type ReadOutcome, readTextFile, refused } from "./read-text.ts";

/** Reads a file of any kind in this very thread, which must be one that may die; elsewhere `readTree` is asked. */
export async function readFileHere(bytes: Uint8Array): Promise<ReadOutcome> {
  if (!isZip(bytes)) return readTextFile(bytes);
  try {
    return { kind: "tree", tree: await readDocx(bytes) };
  } catch (error) {
    if (error instanceof Unacceptable) return refused(error);
    throw error;
  }
}
