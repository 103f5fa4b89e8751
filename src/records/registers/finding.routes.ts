import { type Context, Hono } from "hono";
import { may } from "../../access/may.ts";
import { actOnce, findRoom, type Room, told, toldOn } from "../../groups/room.routes.ts";
import { meetingName } from "../../meetings/meeting.pages.ts";
import { answerCsv, CSV_ROWS, type CsvColumn } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { guardOf } from "../../platform/http/protection.ts";
import { NotFound } from "../../platform/refusal.ts";
import { pageAsked, reading, sliceOf } from "../../ui/paging.ts";
import { show } from "../../ui/show.ts";
import { findHeld } from "../correction.routes.ts";
import { passOver, undoOnFinding } from "./finding.commands.ts";
import { FINDING_SENTENCES, findingsPage } from "./finding.pages.ts";
import { type KeptFinding, listFindings } from "./finding-list.queries.ts";

const ON_PAGE = 50;

/** What the checks found, for those who hold an office: over the whole group, and in one report. */
export function findingRoutes(deps: Deps): Hono {
  const { db, site } = deps;
  const app = new Hono();

  app.get("/:group/checks", async (c) => {
    const room = await findDesk(c, deps);
    return showFindings(c, deps, room, c.var.words.t("What the checks found"), `/${room.group.slug}/checks`, null);
  });

  app.get("/:group/checks.csv", async (c) => {
    const { group } = await findDesk(c, deps);
    const found = await listFindings(db, { groupId: group.id, textId: null, passedOver: false }, WHOLE);
    return answerCsv(c, `${group.slug}-checks`, columns(site.origin), found);
  });

  app.get("/:group/meetings/:handle/findings", async (c) => {
    const room = await findDesk(c, deps);
    const { meeting, text } = await findHeld(c, deps);
    const name = meetingName(c.var.words, meeting);
    const title = c.var.words.t("What the checks found: {meeting}", { meeting: name });
    return showFindings(c, deps, room, title, `${text.address}/findings`, text.id);
  });

  app.get("/:group/meetings/:handle/findings.csv", async (c) => {
    const { group } = await findDesk(c, deps);
    const { text, meeting } = await findHeld(c, deps);
    const found = await listFindings(db, { groupId: group.id, textId: text.id, passedOver: false }, WHOLE);
    return answerCsv(c, `${group.slug}-${meeting.handle}-findings`, columns(site.origin), found);
  });

  const AT = "/:group/checks/:id{[1-9][0-9]{0,8}}";
  app.post(`${AT}/passing-over`, async (c) => {
    const { group } = await findDesk(c, deps);
    const id = Number(c.req.param("id"));
    return actOnce(c, deps, async (trx, at) =>
      told(`${backTo(c, group.slug)}?of=${id}`, await passOver(trx, { groupId: group.id, id }, c.var.actor, at)),
    );
  });
  app.post(`${AT}/undoing/:line{[1-9][0-9]{0,14}}`, async (c) => {
    const { group } = await findDesk(c, deps);
    const id = Number(c.req.param("id"));
    return actOnce(c, deps, async (trx, at) => {
      const line = await undoOnFinding(trx, { groupId: group.id, id }, Number(c.req.param("line")), c.var.actor, at);
      return told(`/${group.slug}/checks?of=${id}`, line);
    });
  });

  return app;
}

/** The list that the press came from: the group's, or that of one report. */
function backTo(c: Context, groupSlug: string): string {
  const back = c.var.form.text("back");
  const isReport = back.startsWith(`/${groupSlug}/meetings/`) && /^[/\p{L}\p{N}-]+\/findings$/u.test(back);
  return isReport ? back : `/${groupSlug}/checks`;
}

const WHOLE = { limit: CSV_ROWS, offset: 0 };

/** The group for who holds an office in it; nobody else is told that there is such a page. */
async function findDesk(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  if (!may(c.var.actor, "read", { resource: "finding", groupId: room.group.id })) throw new NotFound();
  return room;
}

async function showFindings(
  c: Context,
  deps: Deps,
  { group, frame }: Room,
  title: string,
  at: string,
  textId: number | null,
): Promise<Response> {
  const passedOver = c.req.query("state") === "passed-over";
  const asked = pageAsked(c.req.query("page"));
  const found = await listFindings(deps.db, { groupId: group.id, textId, passedOver }, reading(asked, ON_PAGE));
  const of = /^\d{1,9}$/.test(c.req.query("of") ?? "") ? c.req.query("of") : "0";
  const pressesAt = `/${group.slug}/checks`;
  const said = await toldOn(c, deps, FINDING_SENTENCES, (line) => `${pressesAt}/${of}/undoing/${line}`);
  const slice = sliceOf(found, asked, ON_PAGE);
  return show(c, findingsPage(frame, title, { at, pressesAt, slice, passedOver, told: said, guard: guardOf(c) }));
}

const columns = (origin: string): CsvColumn<KeptFinding>[] => [
  { head: "report", value: (one) => one.fromTitle },
  { head: "report_address", value: (one) => origin + one.fromAddress },
  { head: "line", value: (one) => one.line },
  { head: "level", value: (one) => one.level },
  { head: "rule", value: (one) => one.rule },
  { head: "words", value: (one) => one.words },
  { head: "message", value: (one) => one.message },
  { head: "remedy", value: (one) => one.remedy },
];
