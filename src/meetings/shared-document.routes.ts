import { Hono } from "hono";
import { findRoom } from "../groups/room.routes.ts";
import { answerCsv, CSV_ROWS } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { documentsPage } from "./shared-document.pages.ts";
import { listSharedDocuments } from "./shared-document.queries.ts";

const ON_PAGE = 50;

export function sharedDocumentRoutes(deps: Deps): Hono {
  const { db, site } = deps;
  const app = new Hono();

  app.get("/:group/documents", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const asked = pageAsked(c.req.query("page"));
    const found = await listSharedDocuments(db, group.id, reading(asked, ON_PAGE), c.var.actor);
    return show(c, documentsPage(frame, `/${group.slug}/documents`, sliceOf(found, asked, ON_PAGE)));
  });

  app.get("/:group/documents.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const found = await listSharedDocuments(db, group.id, { limit: CSV_ROWS, offset: 0 }, c.var.actor);
    return answerCsv(
      c,
      `${group.slug}-documents`,
      [
        { head: "title", value: (one) => one.title },
        { head: "address", value: (one) => one.address },
        { head: "from", value: (one) => one.from },
        { head: "to", value: (one) => one.to },
        { head: "held_on", value: (one) => one.heldOn },
        { head: "report_address", value: (one) => site.origin + one.fromAddress },
      ],
      found,
    );
  });

  return app;
}
