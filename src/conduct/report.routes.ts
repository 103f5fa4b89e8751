import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { errorsIn, findRoom, type Room } from "../groups/room.routes.ts";
import type { Deps } from "../platform/http/deps.ts";
import { countIn } from "../platform/http/limits.ts";
import { guardOf } from "../platform/http/protection.ts";
import { signsOf, TRAP, visitorGuard } from "../platform/http/visitor-form.routes.ts";
import { NotFound } from "../platform/refusal.ts";
import { newSecret, secretHash } from "../platform/secret.ts";
import { findBlock } from "../texts/block.queries.ts";
import { findTextAt } from "../texts/text.queries.ts";
import { mayRead, type Text } from "../texts/text.ts";
import type { FieldErrors } from "../ui/form.ts";
import { pageAsked, reading, sliceOf } from "../ui/paging.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { reportBlock } from "./case.commands.ts";
import { findCaseByReceipt } from "./case.queries.ts";
import { NewReport } from "./case.ts";
import { countByRule, listCases } from "./case-list.queries.ts";
import { conductPage, receiptPage, receivedPage, reportFormPage, type TypedReport } from "./report.pages.ts";

const ON_PAGE = 30;
const FORM = "conduct report";
/** In ten minutes: from one neighbourhood before they wait a little, and of all before a person's look comes first. */
const REPORTS = { place: 60, all: 600 };
const SEAL_IS_OVER = toSay("This form is a day old. Look it over and send it once more.");
const NO_SUCH_BLOCK = toSay("There is no block of this number in the text.");
const UNKNOWN_RECEIPT = toSay("This receipt is not known here. Look at it letter by letter.");

/** The rules of conduct, and the ways to report what breaks them, for anyone. */
export function conductReportRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/:group/conduct", async (c) => showRoom(c, deps, await findRoom(c, deps), {}, 200));

  app.get("/:group/conduct/new", async (c) => {
    const room = await findRoom(c, deps);
    const text = await findReadable(c, deps, room, c.req.query("text") ?? "");
    const { secret } = newSecret("conduct receipt");
    const typed = { text: text.address, block: c.req.query("block") ?? "", rule: "", words: "", receipt: secret };
    return show(c, reportFormPage(room.frame, room.group.slug, text, await guard(c, deps), typed));
  });

  app.post("/:group/conduct/reports", async (c) => {
    await countIn(c, FORM, REPORTS);
    const room = await findRoom(c, deps);
    const { form, actor } = c.var;
    const text = await findReadable(c, deps, room, form.text("text"));
    const read = NewReport.safeParse(form.fields());
    const again = async (errors: FieldErrors) => {
      const page = reportFormPage(room.frame, room.group.slug, text, await guard(c, deps), typedIn(c), errors);
      return show(c, page, 422);
    };
    // Whatever bears the signs of a program is looked at by a person, as every report is.
    if ((await signsOf(c, deps, FORM)) === null) return again({ "": c.var.words.t(SEAL_IS_OVER) });
    if (!read.success) return again(errorsIn(c, read.error));
    const block = await findBlock(db, text.id, read.data.block);
    if (!block || block.withdrawn) return again({ block: c.var.words.t(NO_SUCH_BLOCK) });
    await reportBlock(db, { text, block }, read.data, actor, now());
    c.set("forOneReader", true);
    return show(c, receivedPage(room.frame, room.group.slug, text, read.data.receipt));
  });

  app.post("/:group/conduct/receipt", async (c) => {
    await countIn(c, "conduct receipt", REPORTS);
    const room = await findRoom(c, deps);
    const one = await findCaseByReceipt(db, secretHash("conduct receipt", c.var.form.text("receipt").trim()));
    if (one?.groupId !== room.group.id)
      return showRoom(c, deps, room, { receipt: c.var.words.t(UNKNOWN_RECEIPT) }, 422);
    c.set("forOneReader", true);
    return show(c, receiptPage(room.frame, room.group.slug, one, now()));
  });
  return app;
}

const guard = async (c: Context, deps: Deps) => ({ ...(await visitorGuard(c, deps, FORM)), trap: TRAP });

/** A text of this group that the asker may read; whoever may not learns nothing of it. */
async function findReadable(c: Context, { db }: Deps, { group }: Room, address: string): Promise<Text> {
  const text = await findTextAt(db, group.id, address);
  if (!text || !mayRead(c.var.actor, text)) throw new NotFound();
  return text;
}

function typedIn(c: Context): TypedReport {
  const { form } = c.var;
  const receipt = /^[\w-]{32}$/.test(form.text("receipt")) ? form.text("receipt") : newSecret("conduct receipt").secret;
  return {
    text: form.text("text"),
    block: form.text("block"),
    rule: form.text("rule"),
    words: form.text("words"),
    receipt,
  };
}

async function showRoom(c: Context, { db, now }: Deps, room: Room, errors: FieldErrors, status: 200 | 422) {
  const { group, frame } = room;
  const decides = may(c.var.actor, "read", { resource: "conduct", groupId: group.id });
  const asked = pageAsked(c.req.query("page"));
  const [counts, cases] = await Promise.all([
    countByRule(db, group.id),
    decides ? listCases(db, group.id, reading(asked, ON_PAGE)) : null,
  ]);
  const shown = { groupSlug: group.slug, counts, cases: cases && sliceOf(cases, asked, ON_PAGE) };
  return show(c, conductPage(frame, shown, guardOf(c), now(), errors), status);
}
