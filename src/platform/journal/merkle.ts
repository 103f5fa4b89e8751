import { createHash } from "node:crypto";

/** The right edge of a Merkle tree: the roots of its perfect subtrees, largest first. */
export type Tree = { size: number; peaks: Buffer[] };
export const emptyTree: Tree = { size: 0, peaks: [] };

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Hash of a leaf, marked 0x00. Source: RFC 6962, 2.1. */
export const leafHash = (line: Uint8Array): Buffer => sha256(Buffer.of(0), line);
/** Hash of two subtrees, marked 0x01. Source: RFC 6962, 2.1. */
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The tree with one leaf more. Two equal perfect subtrees become one, as a binary number carries. */
export function appendLeaf(tree: Tree, hash: Buffer): Tree {
  const peaks = [...tree.peaks];
  let added = hash;
  for (let size = tree.size; size % 2 === 1; size = Math.floor(size / 2)) added = nodeHash(peaks.pop() ?? added, added);
  peaks.push(added);
  return { size: tree.size + 1, peaks };
}

/** The root over all leaves; of no leaves the hash of nothing. Source: RFC 6962, 2.1. */
export const rootOf = (tree: Tree): Buffer =>
  tree.peaks.length === 0 ? sha256() : tree.peaks.reduceRight((right, left) => nodeHash(left, right));
