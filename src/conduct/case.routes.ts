import { type Context, Hono } from "hono";
import { z } from "zod";
import { may } from "../access/may.ts";
import { actOnce, errorsIn, findRoom, type Room } from "../groups/room.routes.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import { findBlock } from "../texts/block.queries.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import {
  answerAppeal,
  appealHiding,
  confirmHiding,
  dismissCase,
  factsOf,
  hideBlock,
  restoreBlock,
} from "./case.commands.ts";
import { casePage } from "./case.pages.ts";
import { findCase, listReports } from "./case.queries.ts";
import { type Case, canAppeal, Hiding, Reason } from "./case.ts";

const AT = "/:group/conduct/:number{[1-9][0-9]{0,8}}";
const Answered = Reason.extend({ upheld: z.enum(["yes", "no"]) });

/** One case: who looks after conduct decides it, whose words it is about sees why and may appeal. */
export function caseRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get(AT, async (c) => showCase(c, deps, await findShown(c, deps), {}, 200));
  app.post(`${AT}/hiding`, (c) => decide(c, deps, Hiding, hideBlock));
  app.post(`${AT}/dismissal`, (c) => decide(c, deps, Reason, withReason(dismissCase)));
  app.post(`${AT}/restoration`, (c) => decide(c, deps, Reason, withReason(restoreBlock)));
  app.post(`${AT}/appeal`, (c) => decide(c, deps, Reason, withReason(appealHiding)));
  app.post(`${AT}/confirmation`, (c) =>
    decide(c, deps, z.object({}), (trx, id, _, by, now) => confirmHiding(trx, id, by, now)),
  );
  app.post(`${AT}/appeal-answer`, (c) =>
    decide(c, deps, Answered, (trx, id, { upheld, reason }, by, now) =>
      answerAppeal(trx, id, { isUpheld: upheld === "yes", reason }, by, now),
    ),
  );
  return app;
}

type Decision<Said> = (
  trx: Database,
  caseId: number,
  said: Said,
  by: Context["var"]["actor"],
  now: Date,
) => Promise<void>;

const withReason =
  (command: Decision<string>): Decision<z.infer<typeof Reason>> =>
  (trx, id, { reason }, by, now) =>
    command(trx, id, reason, by, now);

/** Reads what was said, does it once, and leads back to the case; what is wrong is said beside what was typed. */
async function decide<Schema extends z.ZodType>(
  c: Context,
  deps: Deps,
  schema: Schema,
  decision: Decision<z.infer<Schema>>,
): Promise<Response> {
  const found = await findShown(c, deps);
  const read = schema.safeParse(c.var.form.fields());
  if (!read.success) return showCase(c, deps, found, errorsIn(c, read.error), 422);
  const location = `/${found.room.group.slug}/conduct/${found.one.number}`;
  return actOnce(c, deps, async (trx, at) => {
    await decision(trx, found.one.id, read.data, c.var.actor, at);
    return { location };
  });
}

type Found = { room: Room; one: Case; facts: Awaited<ReturnType<typeof factsOf>> };

/** The case, for its deciders and for whose words it is about; nobody else is told that there is one. */
async function findShown(c: Context, deps: Deps): Promise<Found> {
  const room = await findRoom(c, deps);
  const one = await findCase(deps.db, room.group.id, Number(c.req.param("number")));
  if (!one) throw new NotFound();
  const facts = await factsOf(deps.db, one, c.var.actor, deps.now());
  // Whose words were reported learns of it when it is decided, not before.
  const isForAuthor = one.state === "hidden" || one.state === "restored";
  if (!may(c.var.actor, "read", { ...facts, own: facts.own && isForAuthor })) throw new NotFound();
  return { room, one, facts };
}

async function showCase(
  c: Context,
  { db, now }: Deps,
  { room, one, facts }: Found,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const { actor, form } = c.var;
  const readsReports = may(actor, "read", { ...facts, field: "reports" });
  const [block, reports] = await Promise.all([
    findBlock(db, one.textId, one.blockNumber),
    readsReports ? listReports(db, one.id) : null,
  ]);
  const decides = may(actor, "decide", facts);
  const hides = may(actor, "hide", facts);
  const presses = {
    hide: hides,
    decide: decides,
    restore: decides || (hides && one.decidedBy === actor.accountId),
    appeal: may(actor, "appeal", facts) && canAppeal(one, now()),
  };
  const typed = { rule: form?.text("rule") ?? "", reason: form?.text("reason") ?? "" };
  const shown = { groupSlug: room.group.slug, one, body: block?.body ?? null, reports, presses, typed, errors };
  return show(c, casePage(room.frame, shown, guardOf(c), now()), status);
}
