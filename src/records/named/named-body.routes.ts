import type { Context } from "hono";
import { groupsWhere } from "../../access/may.ts";
import { type Body, findBodyBySlug } from "../../people/body.queries.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { NotFound } from "../../platform/refusal.ts";
import { listNamedBodies } from "./named.queries.ts";

/** A body as this reader reaches it; `worksIn`, `decidesIn`: a group of theirs, where one in which they may names it. */
export type NamedBodyAt = { body: Body; worksIn: number | null; decidesIn: number | null };

/** The body where this reader may see it named; throws NotFound. */
export async function findNamedBody(c: Context, { db }: Deps, slug: string): Promise<NamedBodyAt> {
  const { actor } = c.var;
  const one = { limit: 1, offset: 0 };
  const body = await findBodyBySlug(db, slug);
  const [named] = body ? await listNamedBodies(db, one, actor, body.id) : [];
  if (!body || !named) throw new NotFound();
  const works = groupsWhere(actor, "change", { resource: "person" });
  const decides = groupsWhere(actor, "decide", { resource: "person" });
  const [own] = works.length > 0 ? await listNamedBodies(db, one, actor, body.id, works) : [];
  return { body, worksIn: own ? (works[0] ?? null) : null, decidesIn: own ? (decides[0] ?? null) : null };
}
