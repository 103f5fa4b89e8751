/** Words so frequent that a page of a language cannot do without them, and that the others do not have. */
const FREQUENT: Record<string, ReadonlySet<string>> = {
  en: new Set("the of and that was were with will this for has have".split(" ")),
  fr: new Set("le les des une du dans est pour que qui sur avec été".split(" ")),
  es: new Set("el los las del una que para por con fue está sobre".split(" ")),
  pt: new Set("os das dos uma que para não com foi pelo pela são".split(" ")),
  de: new Set("der die das und ist nicht mit von den wurde für auf".split(" ")),
};
/** Scripts written from right to left, by the language that most reports in them are in. */
const RIGHT_TO_LEFT = [
  { language: "ar", letters: /\p{Script=Arabic}/gu },
  { language: "he", letters: /\p{Script=Hebrew}/gu },
];
/** Enough to know a language by, in characters. */
const SAMPLE = 20_000;

/** The language of a text by its script and its most frequent words; English where nothing speaks for another. */
export function languageOf(text: string): { language: string; direction: "ltr" | "rtl" } {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const { language, letters: script } of RIGHT_TO_LEFT)
    if ((sample.match(script)?.length ?? 0) > letters / 2) return { language, direction: "rtl" };
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best = { language: "en", count: 0 };
  for (const [language, frequent] of Object.entries(FREQUENT)) {
    const count = words.filter((word) => frequent.has(word)).length;
    if (count > best.count) best = { language, count };
  }
  return { language: best.language, direction: "ltr" };
}
