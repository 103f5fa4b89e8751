import { hash } from "node:crypto";
import type { Context } from "hono";
import { type Coding, codingFor, compress } from "./compression.ts";
import { signInSecret } from "./cookies.ts";

export type AnswerStatus = 200 | 400 | 403 | 404 | 405 | 409 | 413 | 422 | 500;
export type TextType = `text/${string}` | "application/json" | "application/atom+xml";

/**
 * Answers with a text: compressed, with the fingerprint of its content, 304 where the reader has it already. What a
 * visitor gets may be kept by his browser and asked about again; what someone signed in gets is not kept anywhere.
 */
export async function answer(c: Context, text: string, type: TextType, status: AnswerStatus = 200): Promise<Response> {
  const body = Buffer.from(text);
  const forAll = signInSecret(c) === null && status === 200 && c.get("forOneReader") !== true;
  const coding = codingFor(c.req.header("accept-encoding"));
  const headers: Record<string, string> = {
    ...c.get("headers"),
    "content-type": `${type}; charset=utf-8`,
    vary: "accept-encoding, accept-language, cookie",
    "cache-control": forAll ? "no-cache" : "no-store",
  };
  if (coding !== "identity") headers["content-encoding"] = coding;
  if (!forAll) return respond(c, coding === "identity" ? body : await compress(body, coding, null), status, headers);
  const print = hash("sha1", body, "base64url");
  headers.etag = etag(print, coding);
  c.get("keepPage")?.({ body, print, type, headers: c.get("headers") });
  if (isKnown(c.req.header("if-none-match"), headers.etag)) return respond(c, null, 304, headers);
  return respond(c, coding === "identity" ? body : await compress(body, coding, print), status, headers);
}

/** Headers as a plain record go straight to the line; only where something else set some (a cookie) are they merged. */
function respond(
  c: Context,
  body: Buffer<ArrayBuffer> | null,
  status: AnswerStatus | 304,
  headers: Record<string, string>,
): Response {
  c.set("headed", true);
  if (c.get("setsCookie") === true) return c.newResponse(body, status, headers);
  return new Response(body, { status, headers });
}

/** One for each coding, as the bytes differ. Source: RFC 9110, 8.8.3.3. */
export const etag = (print: string, coding: Coding): string => `"${print}${coding === "identity" ? "" : `-${coding}`}"`;

export const isKnown = (sent: string | undefined, tag: string): boolean =>
  sent?.split(",").some((known) => known.trim().replace(/^W\//, "") === tag || known.trim() === "*") ?? false;

/** A page for everyone, with the headers that every answer at its address carries. */
export type Rendered = {
  body: Buffer<ArrayBuffer>;
  print: string;
  type: TextType;
  headers: Readonly<Record<string, string>>;
};
declare module "hono" {
  interface ContextVariableMap {
    /** Set where the answer may be kept for all visitors. */
    keepPage?: (page: Rendered) => void;
    /** Set where the answer holds what is meant for this reader alone: a form's token, a one-time secret. */
    forOneReader?: true;
  }
}
