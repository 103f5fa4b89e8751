import type { Context } from "hono";
import type { ZodError } from "zod";
import { findGroup } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { type Answer, once } from "../platform/journal/act.queries.ts";
import { findOwnAct } from "../platform/journal/take-back.queries.ts";
import { Forbidden, NotFound } from "../platform/refusal.ts";
import { type FieldErrors, press } from "../ui/form.ts";
import type { Fill } from "../ui/html.ts";
import { notice } from "../ui/parts.ts";
import { type Frame, placeOfGroup } from "./place.ts";

/** A group as a page of it is reached: the group, and the frame of its pages for this reader. */
export type Room = { group: Group; frame: Frame; today: string };

/** Throws NotFound where there is no such group. */
export async function findRoom(c: Context, { db, now }: Deps): Promise<Room> {
  const group = await findGroup(db, c.req.param("group") ?? "");
  if (!group) throw new NotFound();
  const { words, actor } = c.var;
  return {
    group,
    frame: { words, place: placeOfGroup(words, group, actor), path: c.req.path },
    today: now().toISOString().slice(0, 10),
  };
}

/** Does what a form asks for, once however often it comes, and leads on to where the act says. */
export async function actOnce(
  c: Context,
  { db, now }: Deps,
  perform: (trx: Database, now: Date) => Promise<Answer>,
): Promise<Response> {
  const { accountId } = c.var.actor;
  if (accountId === null) throw new Forbidden("Sign in to do this.");
  const at = now();
  const answer = await once(db, { key: c.var.form.key, accountId, path: c.req.path }, at, (trx) => perform(trx, at));
  return c.redirect(answer.location, 303);
}

/** Where an act leads: a page that tells what was done and offers to take it back. `line`: null where nothing changed. */
export const told = (location: string, line: number | null): Answer => ({
  location: line === null ? location : `${location}${location.includes("?") ? "&" : "?"}did=${line}`,
});

/**
 * What the address says was just done, for a notice with the way back; null where it says nothing of this account's.
 * `undoAt` gives null for what cannot be taken back: a mail that went out, say.
 */
export async function toldOn(
  c: Context,
  { db }: Deps,
  sentences: Record<string, string>,
  undoAt: (line: number, kind: string, subjectId: number) => string | null,
): Promise<Fill> {
  const { words, actor } = c.var;
  const asked = c.req.query("did") ?? "";
  if (actor.accountId === null || !/^[1-9]\d{0,14}$/.test(asked)) return null;
  const act = await findOwnAct(db, actor.accountId, Number(asked));
  const sentence = act && sentences[act.kind];
  if (!sentence) return null;
  const undo = act.undone ? null : undoAt(act.id, act.kind, act.subjectId);
  return notice(words.t(sentence), undo === null ? null : press(undo, guardOf(c), words.t("Undo")));
}

/** What a schema found wrong, by field, in the reader's language. */
export function errorsIn(c: Context, error: ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) errors[String(issue.path[0] ?? "")] ??= c.var.words.t(issue.message);
  return errors;
}
