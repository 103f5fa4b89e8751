import { type Context, Hono, type MiddlewareHandler } from "hono";
import { may } from "../access/may.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { Conflict } from "../platform/refusal.ts";
import { archiveGroup, openGroup } from "./archive.commands.ts";
import type { ArchiveDesk } from "./archive.pages.ts";
import { worksInArchive } from "./archive.ts";
import { findGroup } from "./group.queries.ts";
import { type Group, RESERVED_SLUGS } from "./group.ts";
import { actOnce, findRoom } from "./room.routes.ts";

export function archiveRoutes(deps: Deps): Hono {
  const app = new Hono();
  const acts = { "/:group/archive": archiveGroup, "/:group/archive/opening": openGroup };
  for (const [path, act] of Object.entries(acts))
    app.post(path, async (c) => {
      const { group } = await findRoom(c, deps);
      return actOnce(c, deps, async (trx, now) => {
        await act(trx, group.id, c.var.actor, now);
        return { location: `/${group.slug}` };
      });
    });
  return app;
}

/** Before every request that would change something of an archived group. */
export const refuseArchived =
  ({ db }: Deps): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const [, slug = "", below = ""] = /^\/([^/]+)(\/.+)$/.exec(decodeURIComponent(c.req.path)) ?? [];
    // Addresses of the program itself are of no group, and none is looked up for them.
    if (below === "" || RESERVED_SLUGS.includes(slug) || worksInArchive(below)) return next();
    const group = await findGroup(db, slug);
    if (group && group.archivedAt !== null)
      throw new Conflict("This group is archived: it can be read, and opened again.");
    return next();
  };

/** What this reader may do about archive and deletion; null for who may neither. */
export function archiveDesk(c: Context, { id }: Group): ArchiveDesk | null {
  const archives = may(c.var.actor, "change", { resource: "group", field: "rules", groupId: id });
  const erases = may(c.var.actor, "erase", { resource: "group", groupId: id });
  return archives || erases ? { guard: guardOf(c), archives, erases } : null;
}
