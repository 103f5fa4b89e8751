import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { Deps } from "./deps.ts";
import { sealSecrets } from "./form-seal.queries.ts";
import { guardOf } from "./protection.ts";

/** Source: SAFETY LG5. */
const HASTY_MS = 3_000;
const LONGEST_MS = 24 * 3_600_000;

/** The name of the field that a person does not see and a program fills in. */
export const TRAP = "homepage";

/** What a form for visitors carries besides token and key: from which hour it is, sealed, so that it cannot be made up. */
export type VisitorGuard = { token: string; key: string; seal: string };

/** `form` names the form: a seal of one is none for another. */
export async function visitorGuard(c: Context, { db, now }: Deps, form: string): Promise<VisitorGuard> {
  const at = now();
  const issued = String(at.getTime());
  const secret = (await sealSecrets(db, dayOf(at))).get(dayOf(at));
  return { ...guardOf(c), seal: `${issued}.${secret ? sealOf(secret, form, issued).toString("base64url") : ""}` };
}

/**
 * What speaks for a program behind a visitor's form. Neither refuses anybody: what bears a sign is looked at by a
 * person before it counts. Null where the form has no seal or one that is over: show it again with all that was typed.
 */
export type Signs = { hasty: boolean; trapped: boolean };

export async function signsOf(c: Context, { db, now }: Deps, form: string): Promise<Signs | null> {
  const [issued = "", seal = ""] = c.var.form.text("_seal").split(".");
  const age = now().getTime() - Number(issued);
  if (!/^\d{1,15}$/.test(issued) || !(age >= 0 && age <= LONGEST_MS)) return null;
  const secret = (await sealSecrets(db, dayOf(now()))).get(dayOf(new Date(Number(issued))));
  if (!secret || !isEqual(sealOf(secret, form, issued), Buffer.from(seal, "base64url"))) return null;
  return { hasty: age < HASTY_MS, trapped: c.var.form.text(TRAP) !== "" };
}

const sealOf = (secret: Buffer, form: string, issued: string): Buffer =>
  createHmac("sha256", secret).update(`form seal\0${form}\0${issued}`).digest();
const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
