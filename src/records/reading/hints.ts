/**
 * A cheap look at a passage before the expressions: which kinds of statement its words could make at all.
 * One pass over the letters without making a string; each word is known by its first four letters. May say yes
 * too often, never no where a recogniser would find something.
 */

/** Set where a text holds runs of white space or characters that have no width. */
export const UNTIDY = 1024;

export const MAY = { promise: 1, decide: 2, recommend: 4, share: 8, event: 16 };

/** First letters, up to four, of the words without which a recogniser finds nothing. */
const STEMS: Record<keyof typeof MAY, string> = {
  promise:
    "will shall volunteered offered undertook committed promised agreed decided resolved requested ll charge va enverra enviará",
  decide:
    "agree agreed resolved decided decision decide approved approve consensus vote voted adopted adopt endorsed carried passed passes passsed ratified " +
    "accepted accept cancelled canceled unanimously unanimous concluded conclusion ok okay capped let convenu acordó acordado acuerda aprobó aprobado décidé " +
    "postponed elected appointed settled seconded objections objection",
  recommend:
    "urge urged recommend recommended encourage invite invited request requested call calls called appeal suggested exhort advise advised ask recomienda recommandé instar inviter",
  share: "shared circulated sent uploaded distributed submitted posted",
  event:
    "conference congress summit forum workshop webinar seminar symposium roundtable round debate consultation hearing launch hackathon hackfest " +
    "training course plenary assembly session town day week festival exhibition open meetup face f2f retreat anniversary election call deadline " +
    "registration nominations submission application conférence atelier foro conferencia taller cumbre scheduled held take takes taking closes close",
};

const BY_STEM = new Map<number, number>();
for (const [name, flag] of Object.entries(MAY)) {
  for (const [key, stems] of Object.entries(STEMS)) {
    if (key !== name) continue;
    for (const stem of stems.split(" ")) BY_STEM.set(keyOf(stem), (BY_STEM.get(keyOf(stem)) ?? 0) | flag);
  }
}
const TO = keyOf("to");
/** Words that promise only after another: "we need", "I can", "she would". */
const PAIRS: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  ...["need", "have", "must"].map((word): [number, Set<number>] => [keyOf(word), new Set([keyOf("we")])]),
  ...["can", "could"].map((word): [number, Set<number>] => [keyOf(word), new Set([keyOf("i")])]),
  [keyOf("would"), new Set(["he", "she", "they"].map(keyOf))],
]);
/** What may stand before "to" without a capital: "the group to …", "was asked to …". */
const GROUPS = new Set(
  "is are going action asked requested invited encouraged reminded expected tasked instructed charged assigned delegated mandated group team members participants owners editors chair chairs staff secretariat committee facilitators each both also co board all everyone"
    .split(" ")
    .map(keyOf),
);

export function hintsOf(text: string): number {
  let hints = 0;
  let key = 0;
  let length = 0;
  let upper = false;
  let beforeUpper = false;
  let before = 0;
  let spaced = false;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 46;
    const isLetter =
      ((code | 32) >= 97 && (code | 32) <= 122) || (code > 191 && code < 0x2000) || (code >= 48 && code <= 57);
    if (isLetter) {
      if (length === 0) upper = code < 97 || (code > 191 && code < 223) || code > 255;
      if (length < 4) key = (key << 8) | lowerOf(code);
      length++;
      spaced = false;
      continue;
    }
    if (code <= 32 ? spaced || code !== 32 : code > 126 && isUntidy(code)) hints |= UNTIDY;
    spaced = code <= 32;
    if (length === 0) continue;
    // Futures of French and Spanish are known by their endings: "enverra", "enviará", "enviarán".
    if (length > 4 && isFuture(text.charCodeAt(at - 2), text.charCodeAt(at - 1))) hints |= MAY.promise;
    if (key === TO ? beforeUpper || GROUPS.has(before) : PAIRS.get(key)?.has(before) === true) hints |= MAY.promise;
    hints |= BY_STEM.get(key) ?? 0;
    before = key;
    beforeUpper = upper;
    key = 0;
    length = 0;
  }
  return hints;
}

/** "-ra", "-nt", "-rá", "-án". */
const isFuture = (last2: number, last: number): boolean =>
  last === 225 || (last === 97 && last2 === 114) || (last === 110 && last2 === 225) || (last === 116 && last2 === 110);

/** No-break and other spaces, soft hyphens, marks of width and direction. */
const isUntidy = (code: number): boolean =>
  code === 0xa0 ||
  code === 0xad ||
  (code >= 0x2000 && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202f) ||
  (code >= 0x205f && code <= 0x2069) ||
  code === 0x3000 ||
  code === 0xfeff;

function keyOf(word: string): number {
  let key = 0;
  for (let at = 0; at < Math.min(4, word.length); at++) key = (key << 8) | lowerOf(word.charCodeAt(at));
  return key;
}

/** One byte for a letter; capitals of ASCII and Latin-1 as small ones. */
function lowerOf(code: number): number {
  if (code >= 65 && code <= 90) return code | 32;
  return (code >= 192 && code <= 222 ? code | 32 : code) & 255;
}
