import type { Context } from "hono";
import { type AnswerStatus, answer } from "../platform/http/answer.ts";
import type { Html } from "./html.ts";

/** Answers with a page. */
export const show = (c: Context, page: Html, status: AnswerStatus = 200): Promise<Response> =>
  answer(c, page.markup, "text/html", status);
