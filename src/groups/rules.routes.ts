import { Hono } from "hono";
import { z } from "zod";
import { may } from "../access/may.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { readFields } from "../platform/http/read-fields.ts";
import { show } from "../ui/show.ts";
import { actOnce, findRoom, told, toldOn } from "./room.routes.ts";
import { setGroupRules, undoGroupRules } from "./rules.commands.ts";
import { RULE_SENTENCES, rulesPage } from "./rules.pages.ts";
import { countOfficers } from "./rules.queries.ts";
import { ChosenRules, otherwiseIn, RULES } from "./rules.ts";

const AT = "/:group/rules";

export function rulesRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get(AT, async (c) => {
    const { group, frame, today } = await findRoom(c, deps);
    const at = `/${group.slug}/rules`;
    const desk = may(c.var.actor, "change", { resource: "group", field: "rules", groupId: group.id })
      ? { guard: guardOf(c), told: await toldOn(c, deps, RULE_SENTENCES, (line) => `${at}/undoing/${line}`) }
      : null;
    const discloses = may(c.var.actor, "change", { resource: "group", groupId: group.id });
    return show(c, rulesPage(frame, group, await countOfficers(deps.db, group.id, today), desk, discloses));
  });

  app.post(AT, async (c) => {
    const { group } = await findRoom(c, deps);
    const rules = { ...readFields(ChosenRules, c.var.form), rulesOtherwise: [] };
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/rules`, await setGroupRules(trx, group.id, rules, c.var.actor, now)),
    );
  });

  app.post(`${AT}/single`, async (c) => {
    const { group } = await findRoom(c, deps);
    const sent = c.var.form.texts("rule");
    const holding = RULES.filter((rule) => sent.includes(rule));
    const rules = { ruleSet: group.ruleSet, rulesOtherwise: otherwiseIn(group.ruleSet, holding) };
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/rules`, await setGroupRules(trx, group.id, rules, c.var.actor, now)),
    );
  });

  app.post(`${AT}/undoing/:line{[1-9]\\d{0,14}}`, async (c) => {
    const { group } = await findRoom(c, deps);
    const line = z.coerce.number().parse(c.req.param("line"));
    return actOnce(c, deps, async (trx, now) =>
      told(`/${group.slug}/rules`, await undoGroupRules(trx, group.id, line, c.var.actor, now)),
    );
  });

  return app;
}
