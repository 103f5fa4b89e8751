import { bdi, type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { emptyRoom, facts } from "../ui/parts.ts";
import { dateWords } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";

export type Frame = { words: Words; place: Place; path: string };

/** What the log holds now, as anyone may keep it. */
export type LogNow = { note: string; size: number; at: Date; key: string };

/** The log in plain words: what it is for, its latest checkpoint, its key, and how someone checks it who trusts nobody here. */
export function logPage(frame: Frame, log: LogNow | null): Html {
  const { t } = frame.words;
  const title = t("The log of acts");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      <p>${t("Every act here writes one line: what was done, to which thing, by which account, when. It holds numbers and no words, and nobody's name.")}</p>
      <p>${t("The lines are sealed and signed every few seconds. Whoever keeps a checkpoint can later find out whether anything before it was changed, moved, removed or put in.")}</p>
      ${log === null ? emptyRoom(t("Nothing was sealed here yet.")) : nowPart(frame.words, log)}
      <h2>${t("How to check it")}</h2>
      <ol><li>${t("Keep a checkpoint somewhere else: copy it from here, or save a published report or the feed, which carry one.")}</li>
      <li>${t("Ask whoever runs this site for the log, a file without names.")}</li>
      <li>${frame.words.rich("Take {file} from the program's source and run it on your own machine: {command}", { file: html`<code dir="ltr">bin/verify.mjs</code>`, command: html`<code dir="ltr">node verify.mjs log.txt --checkpoint saved.txt</code>` })}</li></ol>
      <p>${t("Without a checkpoint that was kept elsewhere nobody can see that the end of the log was cut off, or that all of it was made anew.")}</p>
      <p class="as"><a href="/safety">${t("What is safe here, and what is not")}</a> · <a href="/safety/kept">${t("What is kept, and for how long")}</a></p>`,
  });
}

const nowPart = (words: Words, { note, size, at, key }: LogNow): Html =>
  html`<h2>${words.t("The latest checkpoint")}</h2><pre dir="ltr">${note}</pre>${facts([
    [words.t("Lines"), String(size)],
    [
      words.t("Sealed"),
      html`<time datetime="${at.toISOString()}">${dateWords(words, at.toISOString().slice(0, 10))}</time>`,
    ],
    [words.t("Key"), html`<code dir="ltr">${bdi(key)}</code>`],
  ])}`;
