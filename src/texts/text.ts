import { createHash } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { ConductRule } from "./hidden-block.ts";

export const BLOCK_KINDS = [
  "heading",
  "paragraph",
  "list",
  "table",
  "quote",
  "code",
  "intervention",
  "action",
  "decision",
  "recommendation",
  "question",
  "next-step",
  "document",
  "event",
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Words under work: a report today, other kinds as they come. `address` is where it is shown. */
export type Text = {
  id: number;
  groupId: number;
  kind: "report";
  title: string;
  address: string;
  language: string;
  direction: "ltr" | "rtl";
  heldOn: string | null;
  publishedAt: Date | null;
};

/** The present state of a paragraph-sized piece; `number` is its permanent address in the text. */
export type Block = {
  id: number;
  number: number;
  revision: number;
  kind: BlockKind;
  /** Markdown. */
  body: string;
  attributes: Record<string, unknown>;
  /** Also true for a block that is hidden: its words are shown nowhere. */
  withdrawn: boolean;
  /** The rule for which it is hidden; null where it is not. */
  hiddenFor: ConductRule | null;
};

export type NewBlock = { kind: BlockKind; body: string; attributes?: Record<string, unknown> };

/** The longest body of one block, in characters: some forty pages. */
export const BLOCK_LIMIT = 100_000;

export const isPublished = (text: Text): boolean => text.publishedAt !== null;

export const mayRead = (by: Actor, text: Text): boolean =>
  may(by, "read", { resource: "text", groupId: text.groupId, published: isPublished(text) });
export const mayChange = (by: Actor, text: Text): boolean =>
  may(by, "change", { resource: "text", groupId: text.groupId, published: isPublished(text) });

const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A block's salted hash in an edition; the salt can be erased, the edition's other hashes still hold. Source: DESIGN §4. */
export const blockHash = (salt: Uint8Array, kind: BlockKind, body: string): Buffer =>
  sha256(salt, kind, "\n", body.normalize("NFC"));
/** An edition's fingerprint: the hash over its blocks' hashes in order. */
export const fingerprintOf = (hashes: readonly Uint8Array[]): Buffer => sha256(...hashes);
