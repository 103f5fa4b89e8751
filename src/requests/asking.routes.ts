import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { withoutSmallCells } from "../access/small-cells.ts";
import { findGroupById } from "../groups/group.queries.ts";
import { type Frame, placeOfGroup, placeOfInstance } from "../groups/place.ts";
import { errorsIn } from "../groups/room.routes.ts";
import { attendanceOf, presentByGroup } from "../meetings/agenda.queries.ts";
import { readableOf } from "../meetings/disclosure.queries.ts";
import { meetingName } from "../meetings/meeting.pages.ts";
import { findMeeting, findMeetingAt } from "../meetings/meeting.queries.ts";
import type { Meeting } from "../meetings/meeting.ts";
import { meetingAddress } from "../meetings/meeting.ts";
import type { Database } from "../platform/database/database.ts";
import type { Deps } from "../platform/http/deps.ts";
import { countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { signsOf, TRAP, visitorGuard } from "../platform/http/visitor-form.routes.ts";
import { once } from "../platform/journal/act.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { newSecret, secretHash } from "../platform/secret.ts";
import { mayRead } from "../texts/text.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { askingPage, copyPage, doorPage, type Proof, receivedPage, statusPage } from "./asking.pages.ts";
import { appeal, askFor, factsOf, openGrant, withdrawRequest } from "./request.commands.ts";
import { findByReceipt, findGrant, findRequest, listRequestsOfAccount } from "./request.queries.ts";
import {
  type AccessRequest,
  isAppealOpen,
  isGrantValid,
  isOpen,
  NewRequest,
  Receipt,
  WHAT,
  type What,
  Words,
} from "./request.ts";

const FORM = "request";
/** In ten minutes, from one neighbourhood and from all, before answers come a little slower. Nobody is refused. */
const REQUESTS = { place: 60, all: 600 };
const RECEIPTS = { place: 60, all: 600 };

/** Asking for a list or a recording, and what became of it: with an account, or with a receipt. */
export function askingRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings/:handle/request", async (c) => {
    const what = WHAT.find((one) => one === c.req.query("what")) ?? "list";
    const asked = await findWithheld(c, deps, what);
    return showForm(c, deps, asked, what, newReceipt(c), {}, 200);
  });
  app.post("/:group/meetings/:handle/request", (c) => ask(c, deps));

  app.get("/request", async (c) => showDoor(c, deps, {}, 200));
  app.post("/request", async (c) => showStatus(c, deps, await findProven(c, deps), {}, 200));
  app.get("/request/:id{[1-9][0-9]{0,8}}", async (c) => showStatus(c, deps, await findOwn(c, deps), {}, 200));
  app.post("/request/withdrawal", (c) =>
    act(c, deps, (trx, { one, holder }, now) => withdrawRequest(trx, one.id, { actor: c.var.actor, holder }, now)),
  );
  app.post("/request/appeal", async (c) => {
    const read = Words.safeParse(c.var.form.fields());
    if (!read.success) return showStatus(c, deps, await findProven(c, deps), errorsIn(c, read.error), 422);
    const { words } = read.data;
    return act(c, deps, (trx, { one, holder }, now) => appeal(trx, one.id, words, { actor: c.var.actor, holder }, now));
  });
  app.post("/request/copy", (c) => showCopy(c, deps));
  return app;
}

type Withheld = { frame: Frame; groupSlug: string; meeting: Meeting };

/** The meeting whose list or recording this reader may not have; NotFound where they may not know of the meeting. */
async function findWithheld(c: Context, { db }: Deps, what: What): Promise<Withheld> {
  const found = await findMeetingAt(db, c.req.param("group") ?? "", c.req.param("handle") ?? "");
  const { actor, words } = c.var;
  if (!found?.text || !mayRead(actor, found.text)) throw new NotFound();
  const { meeting, group } = found;
  if (!may(actor, "create", { resource: "request", groupId: group.id })) throw new NotFound();
  if (meeting.attribution === "chatham house")
    throw new Conflict(
      "Under the Chatham House Rule nobody is named at this meeting, and there is nothing to hand out.",
    );
  const readable = await readableOf(db, meeting, actor);
  if (what === "list" ? readable.list !== "no" : readable.recording && meeting.recordingAddress !== null)
    throw new Conflict("You have this already: it stands in the report.");
  const frame = { words, place: placeOfGroup(words, group, actor), path: c.req.path };
  return { frame, groupSlug: group.slug, meeting };
}

const newReceipt = (c: Context): string | null =>
  c.var.actor.accountId === null ? newSecret("request receipt").secret : null;

async function ask(c: Context, deps: Deps): Promise<Response> {
  await countIn(c, FORM, REQUESTS);
  const { form, actor, words } = c.var;
  const what = WHAT.find((one) => one === form.text("what")) ?? "list";
  const found = await findWithheld(c, deps, what);
  const given = Receipt.safeParse(form.text("receipt"));
  const receipt = actor.accountId !== null ? null : given.success ? given.data : newReceipt(c);
  const read = NewRequest.safeParse({ ...form.fields(), what });
  if (!read.success) return showForm(c, deps, found, what, receipt, errorsIn(c, read.error), 422);
  // Every request is read by a person: what bears the signs of a program is no different here.
  if (actor.accountId === null && (await signsOf(c, deps, FORM)) === null)
    return showForm(
      c,
      deps,
      found,
      what,
      receipt,
      { "": words.t("This form was open too long. Please send it once more.") },
      422,
    );
  const asked = { ...read.data, language: words.locale, receipt };
  const one = await askFor(deps.db, found.meeting, asked, actor, deps.now());
  // A receipt is shown once and must stand in no address: it is the answer to the form itself.
  c.set("forOneReader", true);
  return receipt === null ? c.redirect(`/request/${one.id}`, 303) : show(c, receivedPage(found.frame, receipt));
}

async function showForm(
  c: Context,
  deps: Deps,
  { frame, groupSlug, meeting }: Withheld,
  what: What,
  receipt: string | null,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const at = meetingAddress(groupSlug, meeting.handle);
  const guard = await visitorGuard(c, deps, FORM);
  const typed = status === 200 ? {} : c.var.form.fields();
  const shown = {
    at: `${at}/request`,
    meeting: { href: at, name: meetingName(frame.words, meeting) },
    what,
    typed,
    receipt,
    seal: guard.seal,
    trap: TRAP,
  };
  return show(c, askingPage(frame, shown, guard, errors), status);
}

/** A page that belongs to no group: who asks may not know any. */
export const instanceFrame = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor),
  path: "/request",
});

async function showDoor(c: Context, deps: Deps, wrong: FieldErrors, status: 200 | 422): Promise<Response> {
  const { accountId } = c.var.actor;
  const own = accountId === null ? [] : await listRequestsOfAccount(deps.db, accountId);
  const typed = status === 422 ? c.var.form.text("receipt") : "";
  return show(c, doorPage(instanceFrame(c, deps), own, guardOf(c), wrong, typed), status);
}

type Proven = { one: AccessRequest; holder: boolean; proof: Proof };

async function findOwn(c: Context, { db }: Deps, id = Number(c.req.param("id"))): Promise<Proven> {
  const one = await findRequest(db, id);
  const own = one !== undefined && c.var.actor.accountId !== null && one.accountId === c.var.actor.accountId;
  if (!one || !may(c.var.actor, "read", { resource: "request", groupId: null, own })) throw new NotFound();
  return { one, holder: false, proof: { name: "request", value: String(one.id) } };
}

/** By the receipt that was typed, or as the account's own. null where the receipt is not known. */
async function findProven(c: Context, deps: Deps): Promise<Proven | null> {
  const { form } = c.var;
  if (/^[1-9]\d{0,8}$/.test(form.text("request"))) return findOwn(c, deps, Number(form.text("request")));
  await countIn(c, "request receipt", RECEIPTS);
  const receipt = Receipt.safeParse(form.text("receipt"));
  const one = receipt.success ? await findByReceipt(deps.db, secretHash("request receipt", receipt.data)) : undefined;
  if (!one || !receipt.success || !may(c.var.actor, "read", { resource: "request", groupId: null, holder: true }))
    return null;
  return { one, holder: true, proof: { name: "receipt", value: receipt.data } };
}

async function showStatus(
  c: Context,
  deps: Deps,
  found: Proven | null,
  errors: FieldErrors,
  status: 200 | 422,
): Promise<Response> {
  const { words, actor } = c.var;
  if (!found)
    return showDoor(c, deps, { receipt: words.t("This receipt is not known here. Look at it letter by letter.") }, 422);
  c.set("forOneReader", true);
  const { one, holder, proof } = found;
  const now = deps.now();
  const [grant, { thing, hasAnother }, meeting] = await Promise.all([
    findGrant(deps.db, one.id),
    factsOf(deps.db, one, actor, holder, now),
    meetingOf(c, deps, one),
  ]);
  const can = {
    open: grant && isGrantValid(grant, now) ? grant.expiresAt : null,
    withdraw: isOpen(one) && may(actor, "withdraw", thing),
    appeal: hasAnother && isAppealOpen(one, now) && may(actor, "appeal", thing),
  };
  const typed = c.var.form?.text("words") ?? "";
  return show(
    c,
    statusPage(instanceFrame(c, deps), { one, meeting, proof, guard: () => guardOf(c), can, errors, typed }),
    status,
  );
}

/** Does it once. With an account the answer leads on; with a receipt, which stands in no address, it is the page itself. */
async function act(
  c: Context,
  deps: Deps,
  perform: (trx: Database, found: Proven, now: Date) => Promise<void>,
): Promise<Response> {
  const found = await findProven(c, deps);
  if (!found) return showStatus(c, deps, null, {}, 422);
  const now = deps.now();
  const key = { key: c.var.form.key, path: c.req.path, accountId: c.var.actor.accountId ?? 0 };
  const location = `/request/${found.one.id}`;
  await once(deps.db, key, now, async (trx) => {
    await perform(trx, found, now);
    return { location };
  });
  if (!found.holder) return c.redirect(location, 303);
  return showStatus(c, deps, await findProven(c, deps), {}, 200);
}

async function showCopy(c: Context, deps: Deps): Promise<Response> {
  const found = await findProven(c, deps);
  if (!found) throw new NotFound();
  c.set("forOneReader", true);
  const now = deps.now();
  const { db } = deps;
  const { one, grant, meeting } = await db
    .transaction()
    .execute((trx) => openGrant(trx, found.one.id, { actor: c.var.actor, holder: found.holder }, now));
  const names = one.what === "list" && !meeting.namesGone && grant.part !== "counts";
  const all = names ? await attendanceOf(db, meeting.id, "named").execute() : [];
  const entries = grant.part === "entries" ? all.filter((entry) => grant.entryIds.includes(entry.id)) : all;
  const counts = one.what === "list" && !names ? await presentByGroup(db, meeting.id).execute() : null;
  const shown = {
    ...{ one, meeting: await meetingOf(c, deps, one), part: grant.part, entries, address: grant.address },
    counts: counts && withoutSmallCells(counts.map((each) => ({ name: each.stakeholderGroup, count: each.count }))),
  };
  return show(c, copyPage(instanceFrame(c, deps), shown, now));
}

/** Where the thing that is asked for belongs, as a link. */
export async function meetingOf(c: Context, { db }: Deps, one: AccessRequest): Promise<{ href: string; name: string }> {
  const [meeting, group] = await Promise.all([findMeeting(db, one.meetingId), findGroupById(db, one.groupId)]);
  if (!meeting || !group) throw new NotFound();
  return { href: meetingAddress(group.slug, meeting.handle), name: meetingName(c.var.words, meeting) };
}
