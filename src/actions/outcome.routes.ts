import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { actOnce, findRoom, told, toldOn } from "../groups/room.routes.ts";
import { answerCsv, CSV_ROWS, type CsvColumn } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { settle, undoSettling } from "./outcome.commands.ts";
import { decisionsPage, OUTCOME_SENTENCES, placeOf, questionsPage, recommendationsPage } from "./outcome.pages.ts";
import { listDecisions, listOpenQuestions, listRecommendations } from "./outcome.queries.ts";
import type { SETTLED_STATES, Settleable } from "./outcome.ts";

const ON_PAGE = 50;
const WHOLE = { limit: CSV_ROWS, offset: 0 };

/** Decisions, recommendations and open questions: what came out of the meetings besides actions. */
export function outcomeRoutes(deps: Deps): Hono {
  const { db } = deps;
  const { origin } = deps.site;
  const app = new Hono();

  app.get("/:group/decisions", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const asked = pageAsked(c.req.query("page"));
    const found = await listDecisions(db, group.id, reading(asked, ON_PAGE), c.var.actor);
    return show(c, decisionsPage(frame, { at: `/${group.slug}/decisions`, slice: sliceOf(found, asked, ON_PAGE) }));
  });

  app.get("/:group/decisions.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const columns = [
      ...born(origin),
      { head: "decided_on", value: (one: { decidedOn: string | null }) => one.decidedOn },
    ];
    return answerCsv(c, `${group.slug}-decisions`, columns, await listDecisions(db, group.id, WHOLE, c.var.actor));
  });

  app.get("/:group/recommendations", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const at = `/${group.slug}/recommendations`;
    const settled = c.req.query("state") === "settled";
    const asked = pageAsked(c.req.query("page"));
    const found = await listRecommendations(db, group.id, settled, reading(asked, ON_PAGE), c.var.actor);
    const desk = await deskOn(c, deps, group.id, at);
    return show(c, recommendationsPage(frame, { at, settled, slice: sliceOf(found, asked, ON_PAGE), ...desk }));
  });

  app.get("/:group/recommendations.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const rows = await listRecommendations(db, group.id, null, WHOLE, c.var.actor);
    return answerCsv(
      c,
      `${group.slug}-recommendations`,
      [
        ...born(origin),
        { head: "to", value: (one: (typeof rows)[number]) => one.addressees.join("; ") },
        { head: "state", value: (one: (typeof rows)[number]) => one.state },
        { head: "made_on", value: (one: (typeof rows)[number]) => one.madeOn },
      ],
      rows,
    );
  });

  app.get("/:group/questions", async (c) => {
    const { group, frame } = await findRoom(c, deps);
    const at = `/${group.slug}/questions`;
    const settled = c.req.query("state") === "settled";
    const asked = pageAsked(c.req.query("page"));
    const found = await listOpenQuestions(db, group.id, settled, reading(asked, ON_PAGE), c.var.actor);
    const desk = await deskOn(c, deps, group.id, at);
    return show(c, questionsPage(frame, { at, settled, slice: sliceOf(found, asked, ON_PAGE), ...desk }));
  });

  app.get("/:group/questions.csv", async (c) => {
    const { group } = await findRoom(c, deps);
    const rows = await listOpenQuestions(db, group.id, null, WHOLE, c.var.actor);
    return answerCsv(
      c,
      `${group.slug}-questions`,
      [
        ...born(origin),
        { head: "asked_by", value: (one: (typeof rows)[number]) => one.askedBy },
        { head: "state", value: (one: (typeof rows)[number]) => one.state },
        { head: "asked_on", value: (one: (typeof rows)[number]) => one.askedOn },
      ],
      rows,
    );
  });

  settling(app, deps, "recommendation", "recommendations", "uptake", "taken up");
  settling(app, deps, "recommendation", "recommendations", "dropping", "dropped");
  settling(app, deps, "recommendation", "recommendations", "reopening", "open");
  settling(app, deps, "question", "questions", "answer", "answered");
  settling(app, deps, "question", "questions", "dropping", "dropped");
  settling(app, deps, "question", "questions", "reopening", "open");
  undoing(app, deps, "recommendation", "recommendations");
  undoing(app, deps, "question", "questions");

  return app;
}

const NUMBER = ":number{[1-9][0-9]{0,8}}";
type State = (typeof SETTLED_STATES)[Settleable][number];

function settling(app: Hono, deps: Deps, kind: Settleable, list: string, resource: string, state: State): void {
  app.post(`/:group/${list}/${NUMBER}/${resource}`, async (c) => {
    const { group } = await findRoom(c, deps);
    const place = { kind, groupId: group.id, number: Number(c.req.param("number")) };
    return actOnce(c, deps, async (trx, at) =>
      told(`/${group.slug}/${list}?of=${place.number}`, await settle(trx, place, state, c.var.actor, at)),
    );
  });
}

function undoing(app: Hono, deps: Deps, kind: Settleable, list: string): void {
  app.post(`/:group/${list}/${NUMBER}/undoing/:line{[1-9][0-9]{0,14}}`, async (c) => {
    const { group } = await findRoom(c, deps);
    const place = { kind, groupId: group.id, number: Number(c.req.param("number")) };
    return actOnce(c, deps, async (trx, at) => {
      const line = await undoSettling(trx, place, Number(c.req.param("line")), c.var.actor, at);
      return told(`/${group.slug}/${list}?of=${place.number}`, line);
    });
  });
}

/** What an office holder has besides the list: presses, and what was just done. */
async function deskOn(c: Context, deps: Deps, groupId: number, at: string) {
  const works = may(c.var.actor, "change", { resource: "action", groupId, published: false });
  if (!works) return { told: null, guard: null };
  const of = /^\d{1,9}$/.test(c.req.query("of") ?? "") ? c.req.query("of") : "0";
  const said = await toldOn(c, deps, OUTCOME_SENTENCES, (line) => `${at}/${of}/undoing/${line}`);
  return { told: said, guard: guardOf(c) };
}

type Born = { number: number; title: string; fromTitle: string; fromAddress: string; blockNumber: number | null };
const born = (origin: string): CsvColumn<Born>[] => [
  { head: "number", value: (one) => one.number },
  { head: "words", value: (one) => one.title },
  { head: "report", value: (one) => one.fromTitle },
  { head: "report_address", value: (one) => origin + placeOf(one) },
];
