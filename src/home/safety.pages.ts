import { type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { table } from "../ui/table.ts";
import { toSay, type Words } from "../ui/words.ts";

export type Frame = { words: Words; place: Place; path: string };

/** What each part gives away if it is seized. test/traces.test.ts holds the program to it; docs/safety.md says the same. */
const PARTS = [
  {
    part: toSay("The database"),
    gives: toSay(
      "Everything people wrote here, names, addresses of mail, who holds which office, who did what and when.",
    ),
    not: toSay(
      "Addresses of machines, kinds of browsers, pages that were read, words that were searched for; sign-ins and codes that could be used.",
    ),
  },
  {
    part: toSay("Mail that waits"),
    gives: toSay("To whom, the subject, the words until they are sent."),
    not: toSay("Words of mail that was sent."),
  },
  {
    part: toSay("What the program writes out"),
    gives: toSay("That something went wrong, where in the program, when."),
    not: toSay("Who it was, from where, and about what."),
  },
  {
    part: toSay("A backup"),
    gives: toSay("What the database gave on that day, for 35 days at most."),
    not: toSay("Ways in: sign-ins, links and codes."),
  },
  {
    part: toSay("The log of acts"),
    gives: toSay("Which account did what to which thing, in numbers."),
    not: toSay("Names and words; what was erased cannot be guessed from it."),
  },
  {
    part: toSay("Your device"),
    gives: toSay("That you were here, in the browser's history; who is signed in, until they sign out."),
    not: toSay("Pages that you saw while signed in: the browser is told to keep none."),
  },
] as const;

/** What nobody should rely on. */
const NOT_PROTECTED = [
  toSay("Whoever runs this site, or takes over its machine while it runs, sees all that happens from then on."),
  toSay("Whoever watches your line sees that you visit this site, when, and how much; the Tor Browser hides that."),
  toSay("Whoever may read something here may copy it and pass it on."),
  toSay("Whoever looks at your screen or your browser's history sees where you were."),
  toSay("What was published with your name can be taken down here and not elsewhere."),
  toSay("Between the last checkpoint that someone kept and a seizure the log can be changed unseen."),
] as const;

/** What we promise and what we do not, in plain words. */
export function safetyPage(frame: Frame): Html {
  const { t } = frame.words;
  const title = t("What is safe here, and what is not");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${table(
        t("What each part gives away if someone takes it"),
        [
          { head: t("Part"), cell: (row) => t(row.part), names: true },
          { head: t("It gives away"), cell: (row) => t(row.gives) },
          { head: t("It does not give away"), cell: (row) => t(row.not) },
        ],
        PARTS,
      )}
      <h2>${t("What is not protected against")}</h2>
      <ul>${NOT_PROTECTED.map((sentence) => html`<li>${t(sentence)}</li>\n`)}</ul>
      <p class="as"><a href="/safety/kept">${t("What is kept, and for how long")}</a> · <a href="/log">${t("The log of acts")}</a></p>`,
  });
}
