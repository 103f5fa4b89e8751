import { type Context, Hono } from "hono";
import type { Deps } from "../platform/http/deps.ts";
import { publishReport, takeBackReport } from "./publication.commands.ts";

export function publicationRoutes({ db, now }: Deps): Hono {
  const app = new Hono();

  app.post("/:group/meetings/:handle/publication", async (c) => {
    const at = { groupSlug: c.req.param("group"), handle: c.req.param("handle") };
    return c.redirect((await publishReport(db, at, pressOf(c), c.var.actor, now())).location, 303);
  });

  app.post("/:group/meetings/:handle/publication/withdrawal", async (c) => {
    const at = { groupSlug: c.req.param("group"), handle: c.req.param("handle") };
    return c.redirect((await takeBackReport(db, at, pressOf(c), c.var.actor, now())).location, 303);
  });

  return app;
}

const pressOf = (c: Context) => ({ key: c.var.form.key, path: c.req.path });
