/** Numbers of meetings as written: "41", "41st", "XVII", "eighteenth", "vingt-et-unième". */

const UNITS =
  "zero first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );
const TENS = "twent thirt fort fift sixt sevent eight ninet".split(" ");
const CARDINALS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const FRENCH =
  "premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme".split(
    " ",
  );
const SPANISH = "primera segunda tercera cuarta quinta sexta septima octava novena decima undecima duodecima".split(
  " ",
);

const WORDS = new Map<string, number>();
UNITS.forEach((word, index) => {
  if (index > 0) WORDS.set(word, index);
});
CARDINALS.forEach((word, index) => {
  if (index > 0) WORDS.set(word, index);
});
TENS.forEach((stem, index) => {
  const tens = (index + 2) * 10;
  WORDS.set(`${stem}ieth`, tens);
  WORDS.set(`${stem}y`, tens);
  for (let unit = 1; unit < 10; unit += 1) WORDS.set(`${stem}y-${UNITS[unit]}`, tens + unit);
});
WORDS.set("hundredth", 100);
for (const list of [FRENCH, SPANISH])
  list.forEach((word, index) => {
    WORDS.set(word, index + 1);
  });
for (const [word, number] of [
  ["premier", 1],
  ["seconde", 2],
  ["primer", 1],
  ["tercer", 3],
] as const)
  WORDS.set(word, number);

const ROMAN = /^(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/** null where the words are no number below 10,000. */
export function numberOf(words: string): number | null {
  const digits = /^#?(\d{1,4})(?:st|nd|rd|th|e|er|ère|ème|º|ª|°)?$/i.exec(words);
  if (digits !== null) return Number(digits[1]);
  if (ROMAN.test(words)) return roman(words);
  const folded = words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, "-");
  return WORDS.get(folded) ?? null;
}

function roman(words: string): number {
  let sum = 0;
  for (let index = 0; index < words.length; index += 1) {
    const value = VALUES[words[index] ?? ""] ?? 0;
    const next = VALUES[words[index + 1] ?? ""] ?? 0;
    sum += value < next ? -value : value;
  }
  return sum;
}
