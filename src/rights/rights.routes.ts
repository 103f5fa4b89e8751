import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { placeOfInstance } from "../groups/place.ts";
import { answer } from "../platform/http/answer.ts";
import { forgetSignIn } from "../platform/http/cookies.ts";
import { answerCsv, type CsvColumn, sendAsFile } from "../platform/http/csv.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import { listReportsNaming } from "../records/said/said.queries.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { eraseOwn } from "./erasure.commands.ts";
import { KINDS } from "./inventory.ts";
import { listOwnData } from "./own-data.queries.ts";
import { type OwnValue, valuesOf } from "./own-data.ts";
import { listRuns, listShortened } from "./retention.queries.ts";
import { daysOf, RETENTION } from "./retention.ts";
import { erasurePage, keptPage } from "./rights.pages.ts";

const SAY_SURE = toSay("Tick this first: it cannot be taken back.");
const LATELY = 12;

/** What is kept of a person, in their own hands: to have it, to erase it, to know of it. */
export function rightsRoutes(deps: Deps): Hono {
  const { db, now, site } = deps;
  const app = new Hono();

  app.get("/account/data.json", async (c) => {
    const data = await listOwnData(db, subjectOf(c));
    sendAsFile(c, "my-data.json");
    return answer(c, JSON.stringify(data, null, 1), "application/json");
  });

  app.get("/account/data.csv", async (c) =>
    answerCsv(c, "my-data", COLUMNS, valuesOf(await listOwnData(db, subjectOf(c)))),
  );

  app.get("/account/erasure", (c) => showErasure(c, deps, {}, 200));

  app.post("/account/erasure", async (c) => {
    subjectOf(c);
    const { form, actor, words } = c.var;
    if (form.text("sure") !== "yes") return showErasure(c, deps, { sure: words.t(SAY_SURE) }, 422);
    await eraseOwn(db, form.text("withName") === "yes", actor, now());
    forgetSignIn(c);
    return c.redirect("/", 303);
  });

  app.get("/safety/kept", async (c) => {
    const { words, actor } = c.var;
    const [shortened, runs] = await Promise.all([listShortened(db), listRuns(db, LATELY)]);
    const times = new Map(RETENTION.map(({ kind }) => [kind, daysOf(kind, shortened)]));
    const frame = { words, place: placeOfInstance(words, site.name, actor), path: c.req.path };
    return show(c, keptPage(frame, KINDS, runs, times));
  });
  return app;
}

const COLUMNS: CsvColumn<OwnValue>[] = [
  { head: "table", value: (one) => one.table },
  { head: "row", value: (one) => one.row },
  { head: "field", value: (one) => one.field },
  { head: "value", value: (one) => one.value },
];

/** Whoever is signed in, about themselves; a visitor has nothing here. */
function subjectOf(c: Context) {
  const { accountId, personId } = c.var.actor;
  const thing = { resource: "account", groupId: null, own: accountId !== null } as const;
  if (accountId === null || !may(c.var.actor, "read", thing)) throw new NotFound();
  return { accountId, personId };
}

async function showErasure(c: Context, { db, site }: Deps, errors: FieldErrors, status: 200 | 422): Promise<Response> {
  const { personId } = subjectOf(c);
  const { words, actor } = c.var;
  const reports = personId === null ? [] : await listReportsNaming(db, personId, actor);
  const frame = { words, place: placeOfInstance(words, site.name, actor), path: c.req.path };
  return show(c, erasurePage(frame, { hasPerson: personId !== null, reports }, guardOf(c), errors), status);
}
