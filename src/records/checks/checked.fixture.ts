import { readMarkdown } from "../../platform/formats/markdown.ts";
import { outlineOf } from "../reading/outline.ts";
import { readReport } from "../reading/read-report.ts";
import type { Finding } from "../report.ts";
import { checkOutline } from "./check-report.ts";
import type { CheckContext } from "./rule.ts";

/** What the checks say of a report in Markdown, every level. */
export function checkedMarkdown(source: string, fileName: string, context?: CheckContext): Finding[] {
  const tree = readMarkdown(source);
  return checkOutline(readReport(tree, { fileName }), outlineOf(tree), context);
}
