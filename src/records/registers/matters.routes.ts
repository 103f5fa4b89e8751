import { type Context, Hono } from "hono";
import { listActions } from "../../actions/action-list.queries.ts";
import { listOpenQuestions } from "../../actions/outcome.queries.ts";
import { findRoom, type Room } from "../../groups/room.routes.ts";
import { answer } from "../../platform/http/answer.ts";
import { answerCsv } from "../../platform/http/csv.ts";
import type { Deps } from "../../platform/http/deps.ts";
import { show } from "../../ui/show.ts";
import { agendaText, type Matters, mattersPage } from "./matters.pages.ts";
import { listItemsToCarry } from "./matters.queries.ts";

/** An agenda has room for the most urgent of them; the registers hold the rest. */
const MOST_ACTIONS = 40;
const MOST_QUESTIONS = 20;
const OPEN = { owner: "", state: "open", meeting: "", overdue: false } as const;

/** What is still open before the next meeting. */
export function mattersRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/matters-arising", async (c) => {
    const room = await findRoom(c, deps);
    return show(c, mattersPage(room.frame, await mattersOf(c, deps, room)));
  });

  app.get("/:group/matters-arising.txt", async (c) => {
    const matters = await mattersOf(c, deps, await findRoom(c, deps));
    return answer(c, `${agendaText(c.var.words, matters)}\n`, "text/plain");
  });

  app.get("/:group/matters-arising.csv", async (c) => {
    const { items, actions, questions, groupSlug } = await mattersOf(c, deps, await findRoom(c, deps));
    const rows = [
      ...items.map((one) => ({ kind: "item", title: one.title, who: "", due: "" })),
      ...actions.map((one) => ({
        ...{ kind: "action", title: one.title, who: one.owners.map((owner) => owner.words).join("; ") },
        due: one.dueOn ?? one.dueWords ?? "",
      })),
      ...questions.map((one) => ({ kind: "question", title: one.title, who: one.askedBy ?? "", due: "" })),
    ];
    const column = (head: "kind" | "title" | "who" | "due") => ({
      head,
      value: (one: (typeof rows)[number]) => one[head],
    });
    return answerCsv(
      c,
      `${groupSlug}-matters-arising`,
      [column("kind"), column("title"), column("who"), column("due")],
      rows,
    );
  });

  return app;
}

async function mattersOf(c: Context, { db }: Deps, { group, today }: Room): Promise<Matters> {
  const { actor } = c.var;
  const [actions, questions, items] = await Promise.all([
    listActions(db, group, OPEN, { limit: MOST_ACTIONS, offset: 0 }, actor, today),
    listOpenQuestions(db, group.id, false, { limit: MOST_QUESTIONS, offset: 0 }, actor),
    listItemsToCarry(db, group.id, actor),
  ]);
  return { groupSlug: group.slug, today, actions, questions, items };
}
