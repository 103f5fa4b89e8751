/** Who the names of a report stand for: exact names and what the report itself says, never a guess. */
import type { Choices } from "./choices.ts";
import type { ReadParticipant, ReadReport } from "./report.ts";

export type Naming = {
  /** Full names of the persons, and names of the bodies, that the record names. */
  persons: string[];
  bodies: string[];
  /** The full name that words stand for ("Chris", "C. Buckridge" where confirmed); null where they name no one person. */
  person(words: string | null): string | null;
  body(words: string | null): string | null;
  aliases: { person: string; name: string; state: "confirmed" | "proposed" | "declined"; why: string | null }[];
};

/** Nouns that name people together. A name that holds one is a body's. */
const BODY =
  /\b(?:secretariat|office|ministry|department|government|commission|council|committee|board|university|institute|association|foundation|network|agency|authority|union|federation|society|consortium|initiative|working group|wg|task ?force|team|forum|group|company|inc|ltd|gmbh|center|centre|bureau|mission|delegation|coalition|alliance|secrétariat|ministère|gouvernement|comité|conseil|ministerio|gobierno|consejo)\b/iu;
/** Words for whoever is there: no body of its own. */
const EVERYBODY =
  /^(?:the\s+)?(?:all|everyone|everybody|members?|participants?|attendees|others?|group|working group|wg|team|chairs?|co-?chairs?|co-?facilitators?|moderators?|hosts?|secretary|rapporteurs?|organi[sz]ers?|volunteers?|tbd|tbc|n\/?a|none|nobody|someone|somebody|anyone|we|us|they)(?:\s+(?:members|participants|team))?$/iu;

export function namingOf(report: ReadReport, choices: Choices): Naming {
  const aliases = aliasesOf(report, choices);
  const merged = new Map<string, string>();
  for (const alias of aliases) if (alias.state === "confirmed") merged.set(alias.name.toLowerCase(), alias.person);
  for (const [words, name] of Object.entries(choices.shortNames))
    if (name !== "") merged.set(words.toLowerCase(), name);
  const mainName = (name: string): string => merged.get(name.toLowerCase()) ?? name;

  const bodies = bodiesOf(report);
  const isBody = (words: string): boolean => bodies.has(words.toLowerCase());
  const names = new Map<string, string>();
  for (const named of personNames(report)) {
    const name = mainName(named);
    if (isFullName(name) && !isBody(named)) names.set(name.toLowerCase(), name);
  }
  for (const name of merged.values()) names.set(name.toLowerCase(), name);
  const short = shortNames([...names.values()]);

  const person = (words: string | null): string | null => {
    if (words === null) return null;
    const name = mainName(words.trim());
    return names.get(name.toLowerCase()) ?? short.get(name.toLowerCase()) ?? null;
  };
  const body = (words: string | null): string | null =>
    words === null || person(words) !== null ? null : (bodies.get(words.trim().toLowerCase()) ?? null);
  return { persons: [...names.values()], bodies: [...bodies.values()], person, body, aliases };
}

/** Longer than any name, in characters. */
const LONGEST_NAME = 200;

/** Two words at least, and none that names people together. */
export const isFullName = (name: string): boolean =>
  name.length <= LONGEST_NAME &&
  /^\S+(?:\s+\S+){1,6}$/u.test(name.trim()) &&
  !BODY.test(name) &&
  /\p{L}/u.test(name) &&
  !/[:;!?@#/\\<>=]|\d{2}/.test(name);

function personNames(report: ReadReport): string[] {
  return [
    ...report.participants.map((one) => one.name),
    ...report.apologies.map((one) => one.name),
    ...report.roles.map((one) => one.name),
    ...interventionsOf(report).map((one) => one.speaker),
    ...report.actions.flatMap((one) => one.owners),
    ...report.promises.flatMap((one) => one.who),
  ].map((name) => name.trim());
}

/** The bodies by their names in lower case: affiliations, bodies that speak or were missed, owners that are bodies. */
function bodiesOf(report: ReadReport): Map<string, string> {
  const bodies = new Map<string, string>();
  const add = (words: string | null): void => {
    const name = (words ?? "").trim();
    if (name !== "" && name.length <= LONGEST_NAME && !EVERYBODY.test(name) && !bodies.has(name.toLowerCase()))
      bodies.set(name.toLowerCase(), name);
  };
  for (const one of [...report.participants, ...report.apologies]) add(one.affiliation);
  for (const one of report.bodies_not_represented) add(one.body);
  for (const one of interventionsOf(report)) add(one.on_behalf);
  for (const one of report.actions) for (const owner of one.owners) if (isBodyName(owner)) add(withoutArticle(owner));
  for (const one of report.roles) if (isBodyName(one.name)) add(withoutArticle(one.name));
  return bodies;
}

const isBodyName = (words: string): boolean => BODY.test(words) || /^\p{Lu}[\p{Lu}\p{N}-]{2,11}$/u.test(words);
const withoutArticle = (words: string): string => words.replace(/^the\s+/i, "");

const interventionsOf = (report: ReadReport) => report.sections.flatMap((section) => section.interventions);

/** First and last names and initials that only one of the persons bears, in lower case. */
function shortNames(names: readonly string[]): Map<string, string> {
  const bearers = new Map<string, Set<string>>();
  for (const name of names) {
    const parts = name.split(/\s+/);
    const initials = parts.map((part) => part[0] ?? "").join("");
    for (const short of new Set([parts[0] ?? "", parts.at(-1) ?? "", initials])) {
      const key = short.toLowerCase();
      bearers.set(key, (bearers.get(key) ?? new Set()).add(name));
    }
  }
  const only = new Map<string, string>();
  for (const [short, who] of bearers) {
    const [name] = who;
    if (who.size === 1 && name !== undefined && short.length > 1) only.set(short, name);
  }
  return only;
}

/** Pairs that may be one person, as the person who imports decided; an alias in an entry itself needs no decision. */
function aliasesOf(report: ReadReport, choices: Choices): Naming["aliases"] {
  const answers = new Map(choices.samePersons.map((one) => [one.names.join("\n"), one.answer]));
  const states = { yes: "confirmed", no: "declined", open: "proposed" } as const;
  const listed = new Set(report.participants.map((one) => one.name.toLowerCase()));
  const pairs = report.same_person.map(({ names, why }) => {
    const [first, second] = names;
    const main = listed.has(second.toLowerCase()) && !listed.has(first.toLowerCase()) ? second : first;
    const state = states[answers.get(names.join("\n")) ?? "open"];
    return { person: main, name: main === first ? second : first, state, why };
  });
  return [...pairs, ...[...report.participants, ...report.apologies].flatMap(ownAlias)].filter(
    (one) => isFullName(one.person) && isFullName(one.name) && one.person.toLowerCase() !== one.name.toLowerCase(),
  );
}

/** "Concettina (Titti) Cassa": written out with the last name, an alias is proposed as a full name. */
function ownAlias(entry: ReadParticipant): Naming["aliases"] {
  if (entry.alias === null) return [];
  const why = `The list gives both names: "${entry.name} (${entry.alias})".`;
  if (isFullName(entry.alias)) return [{ person: entry.name, name: entry.alias, state: "confirmed", why }];
  const last = entry.name.split(/\s+/).at(-1) ?? "";
  return [{ person: entry.name, name: `${entry.alias} ${last}`, state: "proposed", why }];
}
