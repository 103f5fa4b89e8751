import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { html } from "./html.ts";
import { LOCALES, localeFrom, translations, words } from "./words.ts";

const SOURCES = new URL("../", import.meta.url);

test("every sentence of the program is there in French and in Arabic", () => {
  const said = sentencesInSource();
  for (const locale of LOCALES.slice(1)) {
    const known = translations(locale);
    const missing = [...said].filter((source) => !known[source]?.trim());
    assert.deepEqual(missing, [], `locales/${locale}.json lacks these`);
  }
});

test("no translation is kept for a sentence that nobody says any more", () => {
  const said = sentencesInSource();
  for (const locale of LOCALES.slice(1)) {
    const unused = Object.keys(translations(locale)).filter((source) => !said.has(source));
    assert.deepEqual(unused, [], `locales/${locale}.json holds these in vain`);
  }
});

test("a translation carries the same values as its source, and each form of plural its language has", () => {
  const forms = { en: ["one", "other"], fr: ["one", "other"], ar: ["zero", "one", "two", "few", "many", "other"] };
  for (const locale of LOCALES.slice(1)) {
    for (const [source, said] of Object.entries(translations(locale))) {
      assert.deepEqual(valuesIn(said), valuesIn(source), said);
      if (!source.includes(", plural,")) continue;
      for (const form of forms[locale]) assert.match(said, new RegExp(`\\b${form} *\\{`), `${form} in: ${said}`);
      for (const count of [0, 1, 2, 3, 11, 100]) words(locale).t(source, sampleValues(source, count));
    }
  }
});

test("a sentence is never put together in the code, as no translator could find it", () => {
  for (const { file, text } of sources()) assert.doesNotMatch(text, /\b(?:t|rich|toSay|say)\(\s*`/, file);
});

test("plurals, values and markup find their place, and what a person typed stays escaped", () => {
  const { t, rich } = words("en");
  assert.equal(t("{count, plural, one {# action} other {# actions}}", { count: 2 }), "2 actions");
  assert.equal(t("By {name}", { name: "Ada" }), "By Ada");
  assert.equal(
    rich("By {name} & {x}", { name: html`<b>${"<Ada>"}</b>`, x: "<i>" }).markup,
    "By <b>&lt;Ada&gt;</b> &amp; &lt;i&gt;",
  );
});

test("the browser's wishes choose the language, the first that there is", () => {
  assert.equal(localeFrom("de, fr;q=0.8, en;q=0.9"), "en");
  assert.equal(localeFrom("ar-EG,ar;q=0.9,en;q=0.8"), "ar");
  assert.equal(localeFrom("en;q=0, fr;q=0.1"), "fr");
  assert.equal(localeFrom("zh"), "en");
  assert.equal(localeFrom(undefined), "en");
});

function sentencesInSource(): Set<string> {
  const said = new Set<string>();
  const STRING = `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')`;
  const places = [
    `(?<!#)\\b(?:t|rich|toSay|say)\\(\\s*${STRING}`,
    `new (?:NotFound|Forbidden|Conflict)\\(\\s*${STRING}`,
    `new Unacceptable\\(\\s*\\d+,\\s*${STRING}`,
    `constructor\\(message = ${STRING}`,
  ];
  for (const { text } of sources())
    for (const place of places)
      for (const found of text.matchAll(new RegExp(place, "g"))) said.add(stringOf(found[1] ?? ""));
  return said;
}

/** A string of the source as it is written there, in either kind of quotation mark. */
const stringOf = (written: string): string =>
  String(JSON.parse(written.startsWith("'") ? `"${written.slice(1, -1).replaceAll('"', '\\"')}"` : written));

function sources(): { file: string; text: string }[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file, text: readFileSync(new URL(file, SOURCES), "utf8").replace(/\/\*\*[\s\S]*?\*\//g, "") }));
}

/** Names of the values, without the words inside the branches of a plural. */
function valuesIn(message: string): string[] {
  const names = [...message.matchAll(/\{(\w+)(?:\}|, *(?:plural|select))/g)].map((found) => found[1] ?? "");
  return [...new Set(names)].sort();
}

const sampleValues = (source: string, count: number): Record<string, number> =>
  Object.fromEntries(valuesIn(source).map((name) => [name, count]));
