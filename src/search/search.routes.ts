import { Hono } from "hono";
import { listGroups } from "../groups/group.queries.ts";
import { placeOfGroup, placeOfInstance } from "../groups/place.ts";
import type { Deps } from "../platform/http/deps.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { searchPage } from "./search.pages.ts";
import { findBlocks, findMeetings, findPersons } from "./search.queries.ts";
import { LONGEST_QUESTION, soughtIn } from "./search.ts";

const FOUND_ON_PAGE = 20;
const BESIDE = 5;

/** One search over everything that this reader may read, in all groups or in one. */
export function searchRoutes({ db, site }: Deps): Hono {
  const app = new Hono();

  app.get("/search", async (c) => {
    const { words, actor } = c.var;
    const question = (c.req.query("q") ?? "").toWellFormed().replaceAll("\0", "").trim().slice(0, LONGEST_QUESTION);
    const sought = soughtIn(question);
    const groups = await listGroups(db);
    const group = groups.find((one) => one.slug === c.req.query("group"));
    const asked = pageAsked(c.req.query("page"));
    const groupId = group?.id ?? null;
    const isFirst = sought.length > 0 && asked === 1;
    const [blocks, meetings, persons] = await Promise.all([
      sought.length === 0 ? [] : findBlocks(db, sought, groupId, reading(asked, FOUND_ON_PAGE), actor),
      isFirst ? findMeetings(db, question, groupId, BESIDE, actor) : [],
      isFirst ? findPersons(db, question, BESIDE, actor) : [],
    ]);
    const place = group ? placeOfGroup(words, group, actor) : placeOfInstance(words, site.name, actor);
    const found = {
      ...{ question, groupSlug: group?.slug ?? "", groups, meetings, persons },
      blocks: sliceOf(blocks, asked, FOUND_ON_PAGE),
    };
    return show(c, searchPage({ words, place, path: c.req.path }, found));
  });

  return app;
}
