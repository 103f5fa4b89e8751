import { type Context, Hono } from "hono";
import { groupsWhere, insist, may } from "../../access/may.ts";
import { personsWithAccount } from "../../accounts/account.queries.ts";
import { findLastClaim, listWaitingClaims } from "../../accounts/claim.queries.ts";
import { NewClaim } from "../../accounts/claim.ts";
import { findGroup, listGroups } from "../../groups/group.queries.ts";
import { placeOfInstance } from "../../groups/place.ts";
import { actOnce, errorsIn, findRoom, told, toldOn } from "../../groups/room.routes.ts";
import { findPerson, findPersonsByName } from "../../people/person.queries.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { NotFound } from "../../platform/refusal.ts";
import type { FieldErrors } from "../../ui/form.ts";
import { show } from "../../ui/show.ts";
import {
  claimPerson,
  confirmClaim,
  declineClaim,
  giveUpPerson,
  takePersonUpAgain,
  undoClaim,
  withdrawClaim,
} from "./claim.commands.ts";
import { claimsPage, ownPersonPage } from "./claim.pages.ts";
import { CLAIM_SENTENCES, type ShownClaim } from "./claiming.ts";
import { listOthers } from "./merging.queries.ts";
import { listKnown } from "./named.queries.ts";
import { findNamedPerson } from "./named-person.routes.ts";

const NUMBER = "[1-9][0-9]{0,8}";
const LINE = "[1-9][0-9]{0,14}";

/** An account that says who it is: the account's own page of it, and the desk of the group that confirms or declines. */
export function claimRoutes(deps: Deps): Hono {
  const { db } = deps;
  const app = new Hono();

  app.get("/account/person", async (c) => {
    if (c.var.actor.accountId === null) return c.redirect("/sign-in", 303);
    return showOwn(c, deps, { group: "", name: "", words: "" }, null);
  });

  app.post("/account/person", async (c) => {
    insist(c.var.actor, "change", { resource: "account", groupId: null, own: c.var.actor.accountId !== null });
    const typed = { group: c.var.form.text("group"), name: c.var.form.text("name"), words: c.var.form.text("words") };
    const read = NewClaim.safeParse(typed);
    if (!read.success) return showOwn(c, deps, typed, errorsIn(c, read.error));
    const { group: slug, ...claim } = read.data;
    const group = await findGroup(db, slug);
    if (!group) return showOwn(c, deps, typed, { group: c.var.words.t("Choose the group.") });
    return actOnce(c, deps, async (trx, when) =>
      told("/account/person", await claimPerson(trx, { groupId: group.id, ...claim }, c.var.actor, when)),
    );
  });

  app.post("/account/person/withdrawal", (c) =>
    actOnce(c, deps, async (trx, when) => told("/account/person", await withdrawClaim(trx, c.var.actor, when))),
  );
  app.post("/account/person/giving-up", (c) =>
    actOnce(c, deps, async (trx, when) => told("/account/person", await giveUpPerson(trx, c.var.actor, when))),
  );
  app.post(`/account/person/undoing/:line{${LINE}}`, (c) =>
    actOnce(c, deps, async (trx, when) =>
      told("/account/person", await takePersonUpAgain(trx, Number(c.req.param("line")), c.var.actor, when)),
    ),
  );

  app.get("/:group/claims", (c) => showClaims(c, deps));
  app.post(`/:group/claims/:claim{${NUMBER}}/confirmation`, async (c) => {
    const { at, back } = await findDesk(c, deps);
    const { person } = await findNamedPerson(c, deps, c.var.form.text("person"));
    return actOnce(c, deps, async (trx, when) => told(back, await confirmClaim(trx, at, person.id, c.var.actor, when)));
  });
  app.post(`/:group/claims/:claim{${NUMBER}}/refusal`, async (c) => {
    const { at, back } = await findDesk(c, deps);
    return actOnce(c, deps, async (trx, when) => told(back, await declineClaim(trx, at, c.var.actor, when)));
  });
  app.post(`/:group/claims/:claim{${NUMBER}}/undoing/:line{${LINE}}`, async (c) => {
    const { at, back } = await findDesk(c, deps);
    const line = Number(c.req.param("line"));
    return actOnce(c, deps, async (trx, when) => told(back, await undoClaim(trx, at, line, c.var.actor, when)));
  });

  return app;
}

/** What an account says of itself is for those who decide who is who; nobody else learns that anybody said so. */
async function findDesk(c: Context, deps: Deps) {
  const { group, frame, today } = await findRoom(c, deps);
  if (!may(c.var.actor, "decide", { resource: "person", groupId: group.id })) throw new NotFound();
  const back = `/${group.slug}/claims`;
  return { at: { groupId: group.id, claimId: Number(c.req.param("claim") ?? 0) }, back, frame, today };
}

async function showClaims(c: Context, deps: Deps): Promise<Response> {
  const { at, back, frame, today } = await findDesk(c, deps);
  const { actor } = c.var;
  const claims = await listWaitingClaims(deps.db, at.groupId);
  const searched = (c.req.query("name") ?? "").trim().slice(0, 200);
  const named = await findPersonsByName(
    deps.db,
    claims.map((one) => one.name),
  );
  const others = searched === "" ? [] : await listOthers(deps.db, "person", 0, searched, actor, today);
  const all = [...named.values(), ...others].map((one) => one.id);
  const groups = groupsWhere(actor, "decide", { resource: "person" });
  const known = new Set(await listKnown(deps.db, all, groups, actor, today));
  const signsIn = new Set(await personsWithAccount(deps.db, all));
  const shown = claims.map((claim): ShownClaim => {
    const own = named.get(claim.name);
    const candidates = [...(own ? [own] : []), ...others.filter((one) => one.id !== own?.id)];
    const mine = candidates.filter((one) => known.has(one.id));
    return { claim, candidates: mine.map(({ id, slug, name }) => ({ slug, name, signsIn: signsIn.has(id) })) };
  });
  const undoAt = (line: number, kind: string, subjectId: number) =>
    kind === "claim.undone" ? null : `${back}/${subjectId}/undoing/${line}`;
  const done = await toldOn(c, deps, CLAIM_SENTENCES, undoAt);
  return show(c, claimsPage(frame, back, { told: done, claims: shown, searched }, guardOf(c)));
}

async function showOwn(
  c: Context,
  deps: Deps,
  typed: { group: string; name: string; words: string },
  errors: FieldErrors | null,
): Promise<Response> {
  const { words, actor } = c.var;
  const [person, last, groups] = await Promise.all([
    actor.personId === null ? undefined : findPerson(deps.db, actor.personId),
    findLastClaim(deps.db, actor.accountId ?? 0),
    listGroups(deps.db),
  ]);
  const undoAt = (line: number, kind: string) =>
    kind === "account.person given up" ? `/account/person/undoing/${line}` : null;
  const own = {
    ...{ told: await toldOn(c, deps, CLAIM_SENTENCES, undoAt), person: person ?? null, last, typed },
    ...{ errors: errors ?? {}, groups: groups.map((one) => ({ slug: one.slug, name: one.shortName ?? one.name })) },
  };
  const frame = { words, place: placeOfInstance(words, deps.site.name, actor), path: c.req.path };
  return show(c, ownPersonPage(frame, own, guardOf(c)), errors ? 422 : 200);
}
