import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { Forbidden } from "../refusal.ts";
import { signInSecret } from "./cookies.ts";

/**
 * Lets an unsafe request pass only from this site's own pages. Modern browsers say where a request comes from; the
 * token, made from the sign-in, answers for old ones and doubles the check. Without a sign-in there is no authority to
 * borrow. `Origin: null` decides nothing: under no-referrer browsers send it with our own forms. Source: SAFETY A8.
 */
export const refuseForeignForms: MiddlewareHandler = async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  if (isForeign(c)) throw new Forbidden("This came from another site. Open the page here and send it again.");
  await next();
};

/** After the form was read. */
export const refuseWithoutToken: MiddlewareHandler = async (c, next) => {
  const secret = signInSecret(c);
  if (c.req.method === "GET" || c.req.method === "HEAD" || secret === null) return next();
  if (!isTokenOf(secret, c.var.form.text("_token")))
    throw new Forbidden("This form belongs to an earlier sign-in. Open the page again and send it once more.");
  await next();
};

/** What a form on this page carries. A page with a form is for its reader alone, and is not kept. */
export function guardOf(c: Context): { token: string; key: string } {
  c.set("forOneReader", true);
  return { token: formToken(signInSecret(c) ?? ""), key: randomUUID() };
}

function isForeign(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = c.req.header("origin");
  if (origin === undefined || origin === "null") return false;
  return !URL.canParse(origin) || new URL(origin).host !== hostOf(c);
}

const hostOf = (c: Context): string => c.req.header("host") ?? new URL(c.req.url).host;

/** Looks different in each response, so that compression gives nothing of it away (BREACH). */
export function formToken(secret: string): string {
  const mask = randomBytes(16);
  return Buffer.concat([mask, xor(mask, proofOf(secret))]).toString("base64url");
}

export function isTokenOf(secret: string, token: string): boolean {
  const bytes = Buffer.from(token, "base64url");
  return bytes.length === 32 && timingSafeEqual(xor(bytes.subarray(0, 16), bytes.subarray(16)), proofOf(secret));
}

const proofOf = (secret: string): Buffer => createHmac("sha256", secret).update("form token").digest().subarray(0, 16);

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));
