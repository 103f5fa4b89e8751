import { type Context, Hono } from "hono";
import { may } from "../access/may.ts";
import { findRoom, type Room } from "../groups/room.routes.ts";
import { findMeeting, findMeetingByHandle } from "../meetings/meeting.queries.ts";
import { meetingAddress } from "../meetings/meeting.ts";
import type { Deps } from "../platform/http/deps.ts";
import { guardOf } from "../platform/http/protection.ts";
import { NotFound } from "../platform/refusal.ts";
import type { FieldErrors } from "../ui/form.ts";
import { show } from "../ui/show.ts";
import { toSay } from "../ui/words.ts";
import { findCheckContext } from "./check-context.queries.ts";
import { noChoices } from "./choices.ts";
import { choicesFrom, doubtsOf } from "./doubt.ts";
import { withEarlier } from "./earlier-choices.ts";
import { decidedPage, importRoomPage, type RefusedFile } from "./import-room.pages.ts";
import { previewPage } from "./preview.pages.ts";
import { findKnown } from "./preview.queries.ts";
import { asShownReport } from "./preview-record.ts";
import { changeOf } from "./report-change.ts";
import { readReportFile } from "./report-file.ts";
import { acceptImport, habitsOf, offerReport, putOffImport } from "./report-import.commands.ts";
import { findImport, findPresentImport, listImports } from "./report-import.queries.ts";
import { importAddress, type ReportImport } from "./report-import.ts";
import type { ReportFile } from "./report-reading.ts";
import { restoreImport, undoImport } from "./report-undoing.commands.ts";
import { recordOf } from "./taking-in.ts";

const AT = "/:group/import/:id{[1-9][0-9]{0,8}}";
/** More files at once are a folder: the command line takes those. */
const MOST_FILES = 30;

export function reportImportRoutes(deps: Deps): Hono {
  const { db, now } = deps;
  const app = new Hono();

  app.get("/:group/import", async (c) => showRoom(c, deps, await findImporterRoom(c, deps), [], {}));

  app.post("/:group/import", async (c) => {
    const room = await findImporterRoom(c, deps);
    const files = givenFiles(c);
    const { t } = c.var.words;
    if (files.length === 0)
      return showRoom(c, deps, room, [], { pasted: t("Choose a file, or paste the text of a report.") });
    if (files.length > MOST_FILES)
      return showRoom(c, deps, room, [], {
        "": t("That is more than 30 files: give them in parts, or with baraza import."),
      });
    const { ids, refused } = await offerFiles(c, deps, room, files);
    if (refused.length > 0) return showRoom(c, deps, room, refused, {});
    const at = `/${room.group.slug}/import`;
    return c.redirect(ids.length === 1 ? `${at}/${ids[0]}` : at, 303);
  });

  app.get("/:group/import/of/:handle", async (c) => {
    const { group } = await findImporterRoom(c, deps);
    const meeting = await findMeetingByHandle(db, group.id, c.req.param("handle"));
    const present = meeting && (await findPresentImport(db, meeting.id));
    if (!present) throw new NotFound();
    return c.redirect(importAddress(group.slug, present.id), 303);
  });

  app.get(AT, async (c) => {
    const room = await findImporterRoom(c, deps);
    return showImport(c, deps, room, await findGiven(c, deps, room), {}, {});
  });

  app.post(`${AT}/acceptance`, async (c) => {
    const room = await findImporterRoom(c, deps);
    const given = await findGiven(c, deps, room);
    const press = { key: c.var.form.key, path: c.req.path };
    const { actor, form } = c.var;
    if (form.text("later") === "yes")
      return c.redirect((await putOffImport(db, room.group, given.id, press, actor, now())).location, 303);
    const first = recordOf(given.reading, noChoices, await habitsOf(db, room.group.id));
    const doubts = doubtsOf(given.reading, await findKnown(db, room.group, first, given.reading));
    const { choices, wrong } = choicesFrom(form.fields(), doubts);
    const errors = Object.fromEntries(
      Object.entries(wrong).map(([field, what]) => [field, c.var.words.t(WRONG[what])]),
    );
    if (Object.keys(errors).length > 0) return showImport(c, deps, room, given, form.fields(), errors);
    return c.redirect((await acceptImport(db, room.group, given.id, choices, press, actor, now())).location, 303);
  });

  app.post(`${AT}/undoing`, async (c) => {
    const { group } = await findImporterRoom(c, deps);
    const press = { key: c.var.form.key, path: c.req.path };
    return c.redirect(
      (await undoImport(db, group, Number(c.req.param("id")), press, c.var.actor, now())).location,
      303,
    );
  });

  app.post(`${AT}/restoration`, async (c) => {
    const { group } = await findImporterRoom(c, deps);
    const press = { key: c.var.form.key, path: c.req.path };
    return c.redirect(
      (await restoreImport(db, group, Number(c.req.param("id")), press, c.var.actor, now())).location,
      303,
    );
  });

  return app;
}

const WRONG = {
  day: toSay("Give the day as YYYY-MM-DD, or leave it empty."),
  number: toSay("Give the number in figures."),
  choice: toSay("Choose one of the answers."),
};

/** Throws NotFound where there is no such group, and for whoever brings nothing in: they are not told that there is such a room. */
export async function findImporterRoom(c: Context, deps: Deps): Promise<Room> {
  const room = await findRoom(c, deps);
  if (!may(c.var.actor, "read", { resource: "import", groupId: room.group.id })) throw new NotFound();
  return room;
}

/** The import at this address; NotFound where this group has none such. */
export async function findGiven(c: Context, { db }: Deps, { group }: Room): Promise<ReportImport> {
  const given = await findImport(db, group.id, Number(c.req.param("id")));
  if (!given) throw new NotFound();
  return given;
}

function givenFiles(c: Context): ReportFile[] {
  const pasted = c.var.form.text("pasted").trim();
  const files = c.var.form.files("files");
  return pasted === "" ? files : [...files, { name: "", bytes: new TextEncoder().encode(pasted) }];
}

async function offerFiles(
  c: Context,
  { db, now }: Deps,
  { group }: Room,
  files: readonly ReportFile[],
): Promise<{ ids: number[]; refused: RefusedFile[] }> {
  const ids: number[] = [];
  const refused: RefusedFile[] = [];
  const context = await findCheckContext(db, group.id);
  for (const file of files) {
    const read = await readReportFile(file, context);
    if (read.kind === "refused") refused.push({ name: file.name, sentence: c.var.words.t(read.sentence) });
    else ids.push((await offerReport(db, group, { file, reading: read.reading }, c.var.actor, now())).id);
  }
  return { ids, refused };
}

async function showRoom(
  c: Context,
  { db }: Deps,
  { group, frame }: Room,
  refused: RefusedFile[],
  errors: FieldErrors,
): Promise<Response> {
  const failed = refused.length > 0 || Object.keys(errors).length > 0;
  const given = { refused, errors, pasted: failed ? c.var.form.text("pasted") : "" };
  const imports = await listImports(db, group.id);
  return show(c, importRoomPage(frame, group.slug, imports, guardOf(c), given), failed ? 422 : 200);
}

/** The preview of what waits, or what became of it. */
async function showImport(
  c: Context,
  { db }: Deps,
  { group, frame }: Room,
  given: ReportImport,
  typed: Record<string, string>,
  errors: FieldErrors,
): Promise<Response> {
  const meeting = given.meetingId === null ? undefined : await findMeeting(db, given.meetingId);
  if (given.state === "accepted" || given.state === "undone") {
    const title = given.reading.report.title ?? given.sourceName ?? c.var.words.t("Report without a title");
    const isPresent = given.meetingId !== null && (await findPresentImport(db, given.meetingId))?.id === given.id;
    const reportAddress = meeting && given.state === "accepted" ? meetingAddress(group.slug, meeting.handle) : null;
    const one = { id: given.id, title, state: given.state, reportAddress, isPresent };
    return show(c, decidedPage(frame, group.slug, one, guardOf(c)));
  }
  const habits = await habitsOf(db, group.id);
  const known = await findKnown(db, group, recordOf(given.reading, noChoices, habits), given.reading);
  const doubts = doubtsOf(given.reading, known);
  const { choices } = choicesFrom(typed, doubts);
  const chosen = known.base ? withEarlier(choices, known.base.choices, given.reading.report) : choices;
  const record = recordOf(given.reading, chosen, habits);
  const { list, recording } = given.reading.report.disclosure;
  const preview = {
    address: importAddress(group.slug, given.id),
    reading: given.reading,
    record,
    doubts,
    shown: asShownReport(group, record),
    change: known.base && changeOf(recordOf(known.base.reading, known.base.choices, habits).blocks, record.blocks),
    disclosureSaid: [...new Set([list?.words, recording?.words].filter((words) => words !== undefined))],
  };
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return show(c, previewPage({ ...frame, path: preview.address }, preview, guardOf(c), typed, errors), status);
}
