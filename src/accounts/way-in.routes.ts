import { type Context, Hono } from "hono";
import { z } from "zod";
import { insist, may, standsAsHigh } from "../access/may.ts";
import { listMembers } from "../groups/membership.queries.ts";
import { errorsIn, findRoom, type Room } from "../groups/room.routes.ts";
import { standingsOf } from "../groups/standing.queries.ts";
import { WrittenName } from "../people/written-name.ts";
import { signInSecret } from "../platform/http/cookies.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { codeSeed } from "./participation-code.commands.ts";
import { shownCodePage } from "./participation-code.pages.ts";
import { type Desk, makeCodeFor, makeLinkFor, makePseudonym } from "./way-in.commands.ts";
import { shownLinkPage, waysInPage } from "./way-in.pages.ts";

const Pseudonym = z.object({ name: WrittenName });

/** Where an office holder lets in who has no way in. What is made stands in the answer, and nowhere else. */
export function wayInRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.get("/:group/ways-in", async (c) => showWaysIn(c, deps, await findRoomOf(c, deps)));

  app.post("/:group/ways-in/pseudonym", async (c) => {
    const room = await findRoomOf(c, deps);
    const read = Pseudonym.safeParse(c.var.form.fields());
    if (!read.success)
      return showWaysIn(c, deps, room, { name: c.var.form.text("name"), errors: errorsIn(c, read.error) });
    const { name } = read.data;
    const code = await makePseudonym(db, name, seedOf(c), deskOf(c, deps, room), c.var.actor, now());
    return show(c, shownCodePage(room.frame, { code, name, origin: site.origin, back: backOf(room) }));
  });

  app.post("/:group/ways-in/:slug/link", async (c) => {
    const room = await findRoomOf(c, deps);
    const member = await findMember(c, deps, room);
    const secret = await makeLinkFor(db, member, deskOf(c, deps, room), c.var.actor, now());
    const link = `${site.origin}/sign-in?link=${secret}`;
    return show(c, shownLinkPage(room.frame, { link, name: member.name, back: backOf(room) }));
  });

  app.post("/:group/ways-in/:slug/code", async (c) => {
    const room = await findRoomOf(c, deps);
    const member = await findMember(c, deps, room);
    const code = await makeCodeFor(db, member, seedOf(c), deskOf(c, deps, room), c.var.actor, now());
    return show(c, shownCodePage(room.frame, { code, name: member.name, origin: site.origin, back: backOf(room) }));
  });

  return app;
}

const seedOf = (c: Context): Buffer => codeSeed(signInSecret(c) ?? "", c.var.form.key);
const backOf = ({ group }: Room): string => `/${group.slug}/ways-in`;
const deskOf = (c: Context, { site }: Deps, { group }: Room): Desk => ({ group, site, words: c.var.words });

/** The room, for who keeps its members; others learn nothing of who they are. */
async function findRoomOf(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  const members = { resource: "membership", groupId: room.group.id } as const;
  if (!may(c.var.actor, "read", members)) throw new NotFound();
  insist(c.var.actor, "change", members);
  return room;
}

async function findMember(c: Context, { db }: Deps, { group, today }: Room): Promise<{ id: number; name: string }> {
  const members = await listMembers(db, group.id, today);
  const found = members.find(({ slug }) => slug === c.req.param("slug"));
  if (!found) throw new NotFound();
  return { id: found.personId, name: found.name };
}

async function showWaysIn(
  c: Context,
  { db }: Deps,
  { group, frame, today }: Room,
  typed?: { name: string; errors: FieldErrors },
): Promise<Response> {
  const members = await listMembers(db, group.id, today);
  const standings = await standingsOf(
    db,
    members.map(({ personId }) => personId),
    today,
  );
  const shown = members.map(({ personId, slug, name }) => {
    const nowhereHigher = standsAsHigh(c.var.actor, standings.get(personId) ?? []);
    return {
      slug,
      name,
      inReach: may(c.var.actor, "create", { resource: "way in", groupId: group.id, nowhereHigher }),
    };
  });
  return show(c, waysInPage(frame, group.slug, shown, guardOf(c), typed), typed ? 422 : 200);
}
