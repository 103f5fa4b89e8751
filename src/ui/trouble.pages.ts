import { type Html, html } from "./html.ts";
import { type Place, page } from "./page.ts";
import type { Words } from "./words.ts";

type Told = { words: Words; place: Place; path: string };

/** A refusal, said in a sentence, with a way on. */
export function refusalPage(status: number, sentence: string, { words, place, path }: Told): Html {
  const title = status === 404 ? words.t("Not found") : words.t("That was not done");
  return page({
    words,
    title,
    place,
    path,
    robots: "noindex",
    main: html`<h1>${title}</h1><p>${sentence}</p><p><a href="${place.href}">${words.t("To the first page")}</a></p>`,
  });
}

/** A fault of the program: nothing was changed, and the number leads to the line in the log. */
export function faultPage(number: string, { words, place, path }: Told): Html {
  const title = words.t("Something went wrong here");
  return page({
    words,
    title,
    place,
    path,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      <p>${words.t("It is a fault of the program, not yours. Nothing that was not confirmed has been changed; please try again.")}</p>
      <p>${words.rich("If it stays, tell whoever runs this site the number {number}.", { number: html`<b>${number}</b>` })}</p>`,
  });
}
