/** What a person's name looks like in a list, and what an organisation's does. Forms only, no names. */

const PARTICLE =
  /^(?:de|da|do|dos|das|di|del|della|der|den|van|von|zu|zur|la|le|les|el|al|bin|ibn|ben|bint|y|e|st|ter|ten|af|av|san|abu|ould|d|o)$/i;
const ORGANISATION =
  /\b(?:inc|ltd|llc|llp|gmbh|plc|corp(?:oration)?|company|co\.|limited|pty|s\.?a\.?|universit\w*|college|school|institut\w*|academy|foundation|fundaci[oó]n|fondation|office|ministr\w*|minist[eè]re|government|gouvernement|gobierno|secretariat|secretar[ií]a|bank|group|labs?|laborator\w*|studios?|council|commission|committee|agency|authority|association|society|network|cent(?:er|re)|consult\w*|systems|solutions|software|technolog\w*|networks|department|parliament|union|organi[sz]ation|registry|partners?|services|international|national|federal|european|nations|team|community|project|initiative|alliance|consortium|program(?:me)?|division|trust|media|games|games|digital|security|telecom\w*|independent|civil society|private sector|embassy|mission|research|capital|industries|hospital|library|museum|coalition|forum|chapter|board|bureau|unit|directorate|delegation)\b/i;
const PLACEHOLDER =
  /^(?:(?:please|add (?:your|name)|your name|names?|full name|tbd|tba|tbc|n\/?a|none|nobody|no one|everyone|all|others?|etc|and others|add yourself|insert|attendee|participant|first last|unknown|not recorded|xx+|to be)(?![\p{L}])|see |\?+|-+|\.+)/iu;
/** Courtesy titles and offices that stand before a name and are no part of it. */
const HONORIFIC =
  /^(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame|lord|lady|hon|(?:(?:unitary|county|district|borough|parish|town|city|ward) )?(?:cllr|councill?or)|cr|h\.?e|amb(?:assador)?|rev|fr|mme|mlle|m|sr|sra|srta|do[nñ]a|ing|lic|eng|capt|maj(?:or)?|lt|sgt|insp|col|gen|sen(?:ator)?|judge|justice|minister|hr|herr|frau|(?:deputy )?mayor|alderman|ald|selectman|council ?member|commissioner|supervisor|trustee|(?:vice[- ]?)?chair(?:man|woman|person)?)\.?\s+(?!general|elect|emeritus)(?=\p{Lu})/iu;
/** "M. Okoro", "M. K. Okoro": an initial, no "Monsieur". */
const INITIAL = /^(?:m|fr)\.? (?:\S+$|\p{Lu}\.)/iu;

/** Names of countries in English, French and Spanish, from the runtime; less those that are given names too. */
const COUNTRIES: ReadonlySet<string> = new Set(
  ["en", "fr", "es"].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    return letters
      .flatMap((one) => letters.map((two) => names.of(one + two)))
      .filter((name) => name !== undefined)
      .filter((name) => !/^(?:Jordan|Chad|Georgia|Israel|Malta|Cuba|Togo|Oman)$/.test(name));
  }),
);

/** Without titles before it ("Dr", "Cllr", "Mme"). */
export function withoutHonorific(text: string): string {
  let name = text;
  for (let turn = 0; turn < 2; turn += 1) {
    const match = HONORIFIC.exec(name);
    if (match === null || INITIAL.test(name)) break;
    name = name.slice(match[0].length);
  }
  return name;
}

/** One to five words that could be somebody's name; a single word only where it is not plainly another thing. */
export function looksLikeName(text: string): boolean {
  if (text.length < 2 || text.length > 50 || PLACEHOLDER.test(text) || /[:;!?=<>{}|\\_]|\d{2}|https?/.test(text))
    return false;
  const words = withoutHonorific(text).split(/\s+/);
  if (words.length > 6 || looksLikeOrganisation(text)) return false;
  let capitals = 0;
  let small = 0;
  for (const word of words) {
    if (/^["'“‘(]?\p{Lu}/u.test(word) || /^[\p{Lo}\p{Lm}\p{M}·]+$/u.test(word)) capitals += 1;
    else if (/^\d/.test(word)) return false;
    else if (!PARTICLE.test(word) && words.length > 1 && !/^["'“‘(]/.test(word)) small += 1;
  }
  // "elf Pavlik" and "Asha mwangi" are names; "some words here" are not.
  if (small > 0 && (words.length !== 2 || capitals !== 1)) return false;
  return words.length === 1 ? /^[\p{L}'’.-]{2,25}\d?$/u.test(text) : capitals > 0;
}

/** Two words or more, each a name's: what needs no list around it to be taken for a person. */
export function isFullName(text: string): boolean {
  const words = text.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    looksLikeName(text) &&
    words.every((word) => /^["'“‘(]?[\p{Lu}\p{Lo}]/u.test(word) || PARTICLE.test(word)) &&
    !/^[A-Z]{3,}$/.test(words[0] ?? "")
  );
}

export function looksLikeOrganisation(text: string): boolean {
  return (
    COUNTRIES.has(text) ||
    ORGANISATION.test(text) ||
    /^[A-Z][A-Z0-9&.-]{1,7}$/.test(text) ||
    /\.(?:org|com|io|net|br|eu|int)\b/i.test(text)
  );
}

/** Splits "A, B and C" or "A; B; C" at the top level; words in brackets stay together. */
export function splitList(text: string): string[] {
  const semicolons = outside(text, ";");
  if (semicolons.length > 1) return clean(semicolons);
  const parts = outside(text, ",").flatMap(splitAnd);
  return clean(parts);
}

/** "Asha and Ben" are two; "Gray & Sons" is one. */
function splitAnd(part: string): string[] {
  const bare = part.replace(/^\s*(?:and|et|y|&)\s+/, "");
  const halves = bare.split(/\s+(?:and|et|y|e|&)\s+(?=\p{Lu})/u);
  return halves.length > 1 && halves.every((half) => looksLikeName(half.replace(/\s*[([].*/, "").trim()))
    ? halves
    : [bare];
}

/** Cut at a mark that stands in no bracket. */
export function outside(text: string, mark: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "(" || char === "[") depth += 1;
    else if ((char === ")" || char === "]") && depth > 0) depth -= 1;
    else if (char === mark && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const clean = (parts: string[]): string[] =>
  parts
    .map((part) =>
      part
        .trim()
        .replace(/[.,;]+$/, "")
        .trim(),
    )
    .filter((part) => part !== "");
