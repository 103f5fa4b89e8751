import type { Context } from "hono";
import { type AnswerStatus, answer } from "../platform/http/answer.ts";
import { allowOnPage } from "../platform/http/headers.ts";
import type { Html } from "./html.ts";
import { hashOfStyleIn } from "./style.ts";

/** Answers with a page. */
export const show = (c: Context, page: Html, status: AnswerStatus = 200): Promise<Response> =>
  showMarkup(c, page.markup, status);

/** The same for a page that was made into a file. */
export function showMarkup(c: Context, markup: string, status: AnswerStatus = 200): Promise<Response> {
  allowOnPage(c, hashOfStyleIn(markup));
  return answer(c, markup, "text/html", status);
}
