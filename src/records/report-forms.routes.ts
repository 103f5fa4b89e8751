import { type Context, Hono } from "hono";
import { placeOfGroup } from "../groups/place.ts";
import { answer } from "../platform/http/answer.ts";
import type { Deps } from "../platform/http/deps.ts";
import { showMarkup } from "../ui/show.ts";
import { recordFile } from "./record-file.ts";
import { reportPage } from "./report.pages.ts";
import { reportJson, reportText, wholeAddresses } from "./report-forms.pages.ts";
import { findShownReport } from "./shown-report.queries.ts";
import type { ShownReport } from "./shown-report.ts";

/** `/GROUP/meetings/41.md`, `.txt`, `.json`, `.html`: each the whole report, as this reader may see it. */
export function reportFormRoutes(deps: Deps): Hono {
  const app = new Hono();

  app.get("/:group/meetings/:form{[^/.]+\\.(?:md|txt|html|json)}", async (c) => {
    const [handle = "", form = ""] = c.req.param("form").split(".");
    const report = await findShownReport(deps.db, c.req.param("group"), handle, c.var.actor);
    return formOf(c, deps, report, form);
  });

  return app;
}

function formOf(c: Context, { site, now }: Deps, report: ShownReport, form: string): Promise<Response> {
  const { words } = c.var;
  if (form === "md") return answer(c, recordFile(words, report), "text/markdown");
  if (form === "txt") return answer(c, reportText(words, report), "text/plain");
  if (form === "json") return answer(c, reportJson(report, site.origin), "application/json");
  const frame = { words, place: placeOfGroup(words, report.group, c.var.actor), path: report.text.address };
  return showMarkup(c, wholeAddresses(reportPage(frame, report, null, now().toISOString().slice(0, 10)), site.origin));
}
