/** Draws the five pages that set the tone with believable words, to be looked at. `node test/gallery.ts FOLDER` */
import { mkdirSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { stackedBars } from "../src/ui/chart.ts";
import { button, fileField, form, press, radios, textArea, textField } from "../src/ui/form.ts";
import { bdi, type Html, html } from "../src/ui/html.ts";
import { markdown } from "../src/ui/markdown.ts";
import { page } from "../src/ui/page.ts";
import { doubt, emptyRoom, facts, nextStep, notice, row, rows, state, textBlock } from "../src/ui/parts.ts";
import { day, moment, shortDay } from "../src/ui/time.ts";
import { type Locale, words } from "../src/ui/words.ts";

const guard = { token: "t", key: "k" };
const place = {
  name: "Working Group on Open Rivers",
  href: "/rivers",
  nav: ["Meetings", "Actions", "Decisions", "People", "Search"].map((label) => ({
    href: `/rivers/${label.toLowerCase()}`,
    label,
  })),
  reader: { name: "Amina Okello", href: "/me" },
};

function group(locale: Locale): Html {
  const w = words(locale);
  const main = html`<h1>${place.name}</h1>
  ${notice("The report of meeting 14 is published.", press("/undo", guard, "Take it back"))}
  ${nextStep("Next meeting", html`<p class="when">${moment(w, new Date("2026-12-03T14:00Z"), "Africa/Nairobi")}</p><p><a href="/j">Join the call</a> · <a href="/a">Agenda</a> · <a href="/i">Calendar</a></p>`)}
  <h2>What waits for you</h2>
  ${rows([
    row({
      id: "action-7",
      what: "Send the draft questionnaire to the secretariat for sign-off",
      more: [
        html`<b>${bdi("Amina Okello")}</b>`,
        state("late", "Overdue since 18 November"),
        html`from <a href="/rivers/meetings/14#3">14, item 3</a>`,
      ],
      presses: html`${press("/d", guard, "Done")} ${press("/d", guard, "New date")}`,
    }),
    row({
      what: "Ask the parliaments of the basin whom to invite",
      more: [
        html`<b>${bdi("Amina Okello")}</b>`,
        state("open", "After the call"),
        html`from <a href="/x">13, item 2</a>`,
      ],
      presses: html`${press("/d", guard, "Done")} ${press("/d", guard, "New date")}`,
    }),
  ])}
  <h2>Last report</h2>
  <p><a href="/rivers/meetings/14">Summary report of meeting 14</a>, ${day(w, "2026-11-05")}. Two decisions, four actions.</p>
  <h2>Meetings</h2>
  ${rows([14, 13, 12].map((n) => row({ what: html`<a href="/rivers/meetings/${n}">Meeting ${n}</a>`, more: [shortDay(w, `2026-${n < 13 ? "0" : ""}${n - 3}-05`), "6 items", "4 actions"] })))}
  <h2>About the group</h2>
  ${facts([
    ["Mandate", "Advise the river commission on open data and on who takes part in its work."],
    ["Reports to", "River Commission"],
    ["Co-chairs", "Amina Okello, Jonas Brandt"],
    ["Contact", html`<a href="mailto:x@example.org">rivers@example.org</a>`],
  ])}`;
  return page({ words: w, title: place.name, place, path: "/rivers", main });
}

function report(locale: Locale): Html {
  const w = words(locale);
  const b = (address: string, text: string, mark?: string) =>
    textBlock({ address, body: markdown(text), mark: mark ?? null });
  const main = html`<h1>Summary Report of Meeting 14</h1>
  <ul class="facts"><li>${moment(w, new Date("2026-11-05T14:00Z"), "Africa/Nairobi")}</li><li>Published ${shortDay(w, "2026-11-06")} · written by <b>${bdi("Jonas Brandt")}</b></li><li>Moderated by <b>${bdi("Amina Okello")}</b>, chat by <b>${bdi("María José Peña")}</b></li></ul>
  <section class="brief"><h2>Decided, and to be done</h2><ul><li><b class="k">Decision</b>The questionnaire opens on 1 December. <a href="#2.4">2.4</a></li><li><b class="k">Action</b>Amina sends the draft to the secretariat by 18 November. <a href="#2.5">2.5</a></li><li><b class="k">Action</b>Jonas asks the basin offices for their calendars. <a href="#3.2">3.2</a></li></ul></section>
  ${[1, 2, 3].map(
    (
      n,
    ) => html`<h2 id="${n}"><a class="no" href="#${n}">${n}</a>${["Opening and agenda", "Questionnaire for the basin offices", "Parliamentary track"][n - 1]}</h2>
  ${b(`${n}.1`, "Amina Okello opened the meeting and walked through the agenda, which was adopted without changes. She recalled that the commission expects the group's advice before the end of the year, and that the list of participants stays with those who took part.")}
  ${b(`${n}.2`, "**Kwame Mensah** (Lake Authority) noted that the second question *overlaps* with the [survey of 2024](https://example.org/survey), and suggested to drop it. Brazil shares the feeling.")}
  ${b(`${n}.3`, "Several participants asked that the form work on a slow line:\n\n- no account needed\n- one question a page\n- answers kept when the line drops")}
  ${b(`${n}.4`, "The questionnaire opens on 1 December and stays open for four weeks.", "Decision")}
  ${b(`${n}.5`, "Amina Okello will send the draft to the secretariat by 18 November.", "Action")}`,
  )}
  <h2 id="next">Next meeting</h2><p>${moment(w, new Date("2026-12-03T14:00Z"), "Africa/Nairobi")}</p>
  <h2 id="annex">Participants</h2><ol class="annex">${["Amina Okello, River Commission", "Jonas Brandt, Basin Office North", "Kwame Mensah, Lake Authority", "María José Peña, Universidad del Agua", "نادية منصور, Ministry of Water", "Li Wei, Independent expert"].map((name) => html`<li>${bdi(name)}</li>`)}</ol>
  <p class="as">As <a href="/x.md">Markdown</a> · <a href="/x.txt">text</a> · <a href="/x.html">one file</a> · <a href="/x.json">JSON</a> · <a href="/x.ics">calendar</a></p>`;
  return page({
    words: w,
    title: "Summary Report of Meeting 14",
    place,
    path: "/rivers/meetings/14",
    kind: "text",
    main,
  });
}

function preview(locale: Locale): Html {
  const w = words(locale);
  const main = html`<h1>Read, not yet kept</h1>
  <p class="when">Meeting 41, ${day(w, "2026-07-21")}: 7 items, 4 actions, no list of participants.</p>
  <form method="post" action="/i"><h2>Three things are not certain</h2>
  ${doubt({
    id: "d1",
    question: "Which day was it?",
    source: "The eighteenth meeting was held on April 8 2021 at 1 p.m. UTC.",
    where: "Line 12; the title says 22 April 2021",
    answer: radios({
      name: "date",
      label: "The meeting was on",
      value: "2021-04-22",
      choices: [
        { value: "2021-04-22", label: "Thursday 22 April 2021, as the title says" },
        { value: "2021-04-08", label: "Thursday 8 April 2021, as the text says" },
      ],
    }),
  })}
  ${doubt({
    id: "d2",
    question: "Are these one person?",
    source: "Titti Cassa\nConcettina Cassa",
    where: "Lines 12 and 95",
    answer: radios({
      name: "same",
      label: "Titti Cassa and Concettina Cassa",
      value: "yes",
      choices: [
        { value: "yes", label: "are one person" },
        { value: "no", label: "are two" },
      ],
    }),
  })}
  ${textField({ name: "who", label: "Who may see the list", hint: "As the report says: available upon request.", value: "On request", error: "Say who may see the list." })}
  <p>${button("Accept", { main: true })} ${button("Later")}</p></form>
  <details><summary>The whole as it would stand</summary><p>…</p></details>`;
  return page({ words: w, title: "Import", place, path: "/rivers/import", main });
}

function actions(locale: Locale): Html {
  const w = words(locale);
  const some = (n: number, late: boolean) =>
    row({
      id: `a${n}`,
      what: "Circulate the second draft of the communiqué on the list and collect remarks",
      more: [
        html`<b>${bdi("Jonas Brandt")}</b>`,
        "to the Commission",
        late ? state("late", "by 28 July") : state("open", "after the call"),
        html`<a href="/x">13, item 2</a>`,
      ],
      presses: html`${press("/d", guard, "Done")} ${press("/d", guard, "New date")} ${press("/d", guard, "Other owner")}`,
    });
  const chart = stackedBars(
    {
      id: "att",
      title: "Attendance",
      summary: "Who was there, by stakeholder group.",
      labelHead: "Meeting",
      labels: ["9", "10", "11", "12", "13", "14"],
      series: [
        { name: "Government", values: [8, 7, 9, 6, 8, 10] },
        { name: "Civil society", values: [5, 6, 4, 7, 6, 8] },
        { name: "Technical community", values: [3, 4, 4, 2, 5, 4] },
        { name: "Private sector", values: [2, 1, 3, 3, 2, 4] },
      ],
    },
    "The figures as a table",
  );
  const main = html`<h1>Actions</h1><form class="line" role="search"><p class="field"><label for="q">Search</label><input id="q" name="q" type="search"></p><p class="field">${button("Show")}</p></form>
  <h2>Yours</h2>${rows([some(1, true)])}<h2>Overdue</h2>${rows([some(2, true), some(3, true)])}<h2>Open</h2>${rows([some(4, false)])}<h2>Recommendations</h2>${emptyRoom("What the group urges others to do will stand here.", html`<a href="/i">Import a report</a>`)}${chart}<details><summary>12 done</summary></details>`;
  return page({ words: w, title: "Actions", place, path: "/rivers/actions", main });
}

function upload(locale: Locale): Html {
  const w = words(locale);
  const main = html`<h1>Import a report</h1><p>Markdown, plain text, HTML or Word. You will see how it was read before anything is kept.</p>${form("/i", guard, html`${fileField({ name: "file", label: "File", hint: "10 MB at most." })}${textArea({ name: "text", label: "Or the text itself", hint: "Pasted from a page or a mail.", rows: 8 })}${button("Read it", { main: true })}`, { upload: true })}`;
  return page({ words: w, title: "Import", place, path: "/rivers/import", main });
}

const folder = process.argv[2] ?? "tmp/gallery";
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const only = process.argv[3];
for (const [name, draw] of Object.entries({ group, report, preview, actions, upload })) {
  if (only && only !== name) continue;
  for (const [view, width, scheme, locale] of [
    ["wide", 1280, "light", "en"],
    ["narrow", 320, "light", "en"],
    ["dark", 1280, "dark", "en"],
    ["arabic", 900, "light", "ar"],
  ] as const) {
    const shown = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    await shown.setContent(draw(locale).markup);
    await shown.screenshot({ path: `${folder}/${name}-${view}.png`, fullPage: true });
    if (view === "wide") writeFileSync(`${folder}/${name}.pdf`, await shown.pdf({ format: "A4" }));
    const wide = await shown.evaluate("document.documentElement.scrollWidth");
    if (Number(wide) > width) console.log(`${name}-${view} scrolls sideways: ${wide}`);
    await shown.close();
  }
}
await browser.close();
