import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import { findBodiesByName, listBodyNames, lockBody, setBodyNames } from "../../people/body.queries.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { noteChange, takeBack, type Undoable } from "../../platform/journal/take-back.queries.ts";
import { Conflict, NotFound } from "../../platform/refusal.ts";
import { toSay } from "../../ui/words.ts";

const isDay = (text: string): boolean => text === "" || z.iso.date().safeParse(text).success;
export const NewBodyName = z.object({
  name: z.string().trim().min(1, toSay("Give the name.")).max(200, toSay("Keep the name under 200 characters.")),
  sinceOn: z
    .string()
    .trim()
    .refine(isDay, toSay("Give the day as YYYY-MM-DD."))
    .transform((day) => (day === "" ? null : day)),
});
export type NewBodyName = z.infer<typeof NewBodyName>;

const BodyStanding = z.object({
  name: z.string(),
  names: z.array(z.object({ name: z.string(), sinceOn: z.string().nullable(), untilOn: z.string().nullable() })),
});
type BodyStanding = z.infer<typeof BodyStanding>;
type At = { bodyId: number; groupId: number };

/** Gives a body its new name; the old one stays among its names, until the day on which the new one began. */
export async function renameBodyAs(
  db: Database,
  at: At,
  to: NewBodyName,
  by: Actor,
  now: Date,
): Promise<number | null> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const { thing, standing } = await lock(trx, at);
    const namesake = (await findBodiesByName(trx, [to.name])).get(to.name);
    if (namesake && namesake.id !== at.bodyId) throw new Conflict("Another body goes by this name.");
    if (to.name === standing.name) return null;
    const others = standing.names.filter((one) => one.name !== to.name && one.name !== standing.name);
    const old = { name: standing.name, sinceOn: null, untilOn: to.sinceOn };
    const after: BodyStanding = { name: to.name, names: inOrder([...others, old]) };
    return noteChange(trx, thing, { kind: "body.renamed", after }, by, now);
  });
}

export async function undoOnBody(db: Database, at: At, line: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) =>
    takeBack(trx, (await lock(trx, at)).thing, { id: line, kind: "body.undone" }, by, now),
  );
}

async function lock(trx: Database, { bodyId, groupId }: At): Promise<{ thing: Undoable; standing: BodyStanding }> {
  const body = await lockBody(trx, bodyId);
  if (!body) throw new NotFound();
  const standing = { name: body.name, names: inOrder(await listBodyNames(trx, bodyId)) };
  const restore = (before: unknown) => {
    const { name, names } = BodyStanding.parse(before);
    return setBodyNames(trx, bodyId, name, names);
  };
  return { thing: { subject: { kind: "body", id: bodyId }, groupId, standing, restore }, standing };
}

/** One order, so that the same names are the same standing. */
const inOrder = (names: BodyStanding["names"]): BodyStanding["names"] =>
  [...names].sort((a, b) => (a.name < b.name ? -1 : 1));
