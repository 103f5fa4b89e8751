import { createHash } from "node:crypto";
import type { Context } from "hono";
import { type Coding, codingFor, compress } from "./compression.ts";
import { signInSecret } from "./cookies.ts";

export type AnswerStatus = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 500;
export type TextType = `text/${string}` | "application/json" | "application/atom+xml";

/**
 * Answers with a text: compressed, with the fingerprint of its content, 304 where the reader has it already. What a
 * visitor gets may be kept by his browser and asked about again; what someone signed in gets is not kept anywhere.
 */
export async function answer(c: Context, text: string, type: TextType, status: AnswerStatus = 200): Promise<Response> {
  c.header("content-type", `${type}; charset=utf-8`);
  c.header("vary", "accept-encoding, accept-language, cookie");
  const body = Buffer.from(text);
  const forAll = signInSecret(c) === null && status === 200 && c.get("forOneReader") !== true;
  c.header("cache-control", forAll ? "no-cache" : "no-store");
  const print = createHash("sha1").update(body).digest("base64url");
  const coding = codingFor(c.req.header("accept-encoding"));
  if (forAll) {
    const tag = etag(print, coding);
    c.header("etag", tag);
    if (isKnown(c.req.header("if-none-match"), tag)) return c.body(null, 304);
    c.get("keepPage")?.({ body, print, type });
  }
  if (coding === "identity") return c.body(body, status);
  c.header("content-encoding", coding);
  return c.body(await compress(body, coding, forAll ? print : null), status);
}

/** One for each coding, as the bytes differ. Source: RFC 9110, 8.8.3.3. */
export const etag = (print: string, coding: Coding): string => `"${print}${coding === "identity" ? "" : `-${coding}`}"`;

export const isKnown = (sent: string | undefined, tag: string): boolean =>
  sent?.split(",").some((known) => known.trim().replace(/^W\//, "") === tag || known.trim() === "*") ?? false;

export type Rendered = { body: Buffer<ArrayBuffer>; print: string; type: TextType };
declare module "hono" {
  interface ContextVariableMap {
    /** Set where the answer may be kept for all visitors. */
    keepPage?: (page: Rendered) => void;
    /** Set where the answer holds what is meant for this reader alone: a form's token, a one-time secret. */
    forOneReader?: true;
  }
}
