import type { Context } from "hono";
import { groupsWhere, insist, may } from "../../access/may.ts";
import { actOnce, told } from "../../groups/room.routes.ts";
import { findPersonBySlug, type Person } from "../../people/person.queries.ts";
import type { Database } from "../../platform/database/database.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { NotFound } from "../../platform/refusal.ts";
import { groupsNaming } from "./named.queries.ts";
import type { AtPerson } from "./person.commands.ts";

/** A person as this reader reaches them. */
export type NamedPerson = {
  person: Person;
  /** The groups in which this reader may know of them. */
  groupIds: number[];
  /** A group that names them and in which this reader holds an office. */
  worksIn: number | null;
  /** The same where the reader also decides who is who. */
  decidesIn: number | null;
  /** The reader's own person. */
  isOwn: boolean;
};

/** The person with the groups in which this reader may know of them; throws NotFound where there is none. */
export async function findNamedPerson(c: Context, { db, now }: Deps, slug: string): Promise<NamedPerson> {
  const { actor } = c.var;
  const groupIds = groupsWhere(actor, "read", { resource: "person" });
  const asks = groupIds.length > 0 || actor.personId !== null;
  const person = asks ? await findPersonBySlug(db, slug) : undefined;
  if (!person) throw new NotFound();
  const isOwn = person.id === actor.personId;
  const named = await groupsNaming(db, person.id, groupIds, actor, now().toISOString().slice(0, 10));
  if (named.length === 0 && !may(actor, "read", { resource: "person", groupId: null, own: isOwn }))
    throw new NotFound();
  const where = (act: "change" | "decide"): number | null =>
    named.find((groupId) => may(actor, act, { resource: "person", groupId })) ?? null;
  return { person, groupIds: named, worksIn: where("change"), decidesIn: where("decide"), isOwn };
}

/** What an office holder does to a person, and back to their page, which tells of it. */
export async function actOnPerson(
  c: Context,
  deps: Deps,
  act: (trx: Database, at: AtPerson, now: Date) => Promise<number | null>,
): Promise<Response> {
  const { person, worksIn } = await findNamedPerson(c, deps, c.req.param("slug") ?? "");
  insist(c.var.actor, "change", { resource: "person", groupId: worksIn ?? 0 });
  return actOnce(c, deps, async (trx, when) =>
    told(`/people/${person.slug}`, await act(trx, { personId: person.id, groupId: worksIn ?? 0 }, when)),
  );
}
