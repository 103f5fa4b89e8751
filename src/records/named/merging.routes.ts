import { type Context, Hono } from "hono";
import { insist } from "../../access/may.ts";
import { type Frame, placeOfInstance } from "../../groups/place.ts";
import { actOnce, told } from "../../groups/room.routes.ts";
import { findWhoStays } from "../../people/merged.queries.ts";
import type { Named, NamedKind } from "../../people/named.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { NotFound, Refusal } from "../../platform/refusal.ts";
import { show } from "../../ui/show.ts";
import { mergeTwo, undoMerge } from "./merging.commands.ts";
import { choosePage, previewPage } from "./merging.pages.ts";
import { findMoving, listOthers } from "./merging.queries.ts";
import { markOf, SHOWN_AT, Staying } from "./merging.ts";
import { findNamedBody } from "./named-body.routes.ts";
import { findNamedPerson } from "./named-person.routes.ts";

/** Two persons, or two bodies, that are one: who else, what would move, the press, the way back. */
export function mergingRoutes(deps: Deps): Hono {
  const app = new Hono();
  for (const kind of ["person", "body"] as const) {
    const at = `${SHOWN_AT[kind]}/:slug/merging`;
    app.get(at, (c) => showMerging(c, deps, kind));
    app.post(at, (c) => merge(c, deps, kind));
    app.post(`${at}/:line{[1-9][0-9]{0,14}}/undoing`, (c) => undo(c, deps, kind));
  }
  return app;
}

/** Where someone was found to be another, their address leads to the one who stays: as long as it is so, and no longer. */
export async function leadToWhoStays(c: Context, deps: Deps, kind: NamedKind): Promise<Response> {
  const stays = await findWhoStays(deps.db, kind, c.req.param("slug") ?? "");
  if (!stays) throw new NotFound();
  await findDecided(c, deps, kind, stays.slug);
  return c.redirect(encodeURI(`${SHOWN_AT[kind]}/${stays.slug}`), 307);
}

/** One of a kind that this reader may see, and a group in which they decide who is who; throws NotFound. */
async function findDecided(
  c: Context,
  deps: Deps,
  kind: NamedKind,
  slug: string,
): Promise<{ one: Named; decidesIn: number | null }> {
  if (kind === "person") {
    const { person, decidesIn } = await findNamedPerson(c, deps, slug);
    return { one: person, decidesIn };
  }
  const { body, decidesIn } = await findNamedBody(c, deps, slug);
  return { one: body, decidesIn };
}

/** Throws NotFound where this reader may not see one of them, Forbidden where they do not decide. */
async function findTo(c: Context, deps: Deps, kind: NamedKind): Promise<{ to: Named; groupId: number }> {
  const { one, decidesIn } = await findDecided(c, deps, kind, c.req.param("slug") ?? "");
  insist(c.var.actor, "decide", { resource: "person", groupId: decidesIn ?? 0 });
  return { to: one, groupId: decidesIn ?? 0 };
}

/** The other one, where the reader may see it and decides there too; undefined where not, or where it is the same. */
async function findFrom(c: Context, deps: Deps, kind: NamedKind, to: Named, slug: string): Promise<Named | undefined> {
  if (slug === "" || slug === to.slug) return undefined;
  try {
    const { one, decidesIn } = await findDecided(c, deps, kind, slug);
    return decidesIn === null ? undefined : one;
  } catch (refusal) {
    if (refusal instanceof NotFound) return undefined; // Whoever may not see them is shown the search.
    throw refusal;
  }
}

async function showMerging(c: Context, deps: Deps, kind: NamedKind): Promise<Response> {
  const { to } = await findTo(c, deps, kind);
  const from = await findFrom(c, deps, kind, to, c.req.query("with") ?? "");
  if (from) return preview(c, deps, { kind, to, from, staying: "this" }, 200);
  const words = (c.req.query("name") ?? "").trim().slice(0, 200);
  const today = deps.now().toISOString().slice(0, 10);
  const others = words === "" ? [] : await listOthers(deps.db, kind, to.id, words, c.var.actor, today);
  return show(c, choosePage(frameOf(c, deps), { kind, to, words, others }));
}

type Two = { kind: NamedKind; to: Named; from: Named; staying: Staying };

async function preview(c: Context, deps: Deps, two: Two, status: 200 | 409): Promise<Response> {
  const moving = await findMoving(deps.db, two.kind, two.from, c.var.actor);
  const shown = { ...two, moving, isStale: status === 409 };
  return show(c, previewPage(frameOf(c, deps), shown, guardOf(c)), status);
}

async function merge(c: Context, deps: Deps, kind: NamedKind): Promise<Response> {
  const { actor, form } = c.var;
  const { to, groupId } = await findTo(c, deps, kind);
  return actOnce(c, deps, async (trx, now) => {
    const from = await findFrom(c, { ...deps, db: trx }, kind, to, form.text("with"));
    if (!from) throw new NotFound("Nobody else whom your groups name is called so.");
    if (form.text("seen") !== markOf(await findMoving(trx, kind, from, actor))) throw new Stale(to, from);
    const two = { kind, to: to.id, from: from.id, groupId };
    const line = await mergeTwo(trx, two, Staying.parse(form.text("staying")), actor, now);
    return told(`${SHOWN_AT[kind]}/${to.slug}`, line);
  }).catch((refusal: unknown) => {
    if (!(refusal instanceof Stale)) throw refusal;
    const staying = Staying.parse(form.text("staying"));
    return preview(c, deps, { kind, to: refusal.to, from: refusal.from, staying }, 409);
  });
}

/** What the preview showed is not what would move by now. */
class Stale extends Refusal {
  readonly to: Named;
  readonly from: Named;
  constructor(to: Named, from: Named) {
    super(409, "Something changed since you looked. This is how it stands now.");
    this.to = to;
    this.from = from;
  }
}

async function undo(c: Context, deps: Deps, kind: NamedKind): Promise<Response> {
  const { to, groupId } = await findTo(c, deps, kind);
  const line = Number(c.req.param("line"));
  return actOnce(c, deps, async (trx, now) =>
    told(`${SHOWN_AT[kind]}/${to.slug}`, await undoMerge(trx, { kind, id: to.id, groupId }, line, c.var.actor, now)),
  );
}

const frameOf = (c: Context, { site }: Deps): Frame => ({
  words: c.var.words,
  place: placeOfInstance(c.var.words, site.name, c.var.actor),
  path: c.req.path,
});
