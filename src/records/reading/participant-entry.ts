/** One entry of a list of people: name, alias, affiliation, role. */
import type { ReadParticipant } from "../report.ts";
import { isFullName, looksLikeName, looksLikeOrganisation, outside, withoutHonorific } from "./person-name.ts";

/** `absent` where the entry itself says that the person was not there. */
export type ParticipantEntry = ReadParticipant & { absent: boolean };

const ROLE_WORD =
  "(?:co-?|vice[- ]?|deputy |acting |past )?(?:chairs?|chairm[ae]n|chairwoman|chairpersons?|members?|secretary|treasurer|president|moderator|facilitator|rapporteur|scribe|note ?taker|minutes?(?: ?taker)?|notes|observer|guest|host|organi[sz]er|coordinator|co-?ordinator|editor|leads?|alternate|delegate|representative|rep|liaison|speaker|presenter|director|manager|ceo|cto|officer|clerk|councillor|maintainer|contributor|voting|non-voting|intern|staff|advisor|adviser|convenor|convener|shepherd|invited|pr[eé]sidente?|secr[eé]taire|secretari[ao]|direct(?:eur|rice|ora?)|vicepresident[ea]|tr[eé]sori[eè]re?|tesorer[ao]|animat(?:eur|rice)|conseill[eè]re?|trustee|commissioner|expert|engineer|scientist|analyst|professor|lecturer|researcher|assistant|attorney|solicitor|administrator|accountant|planner|superintendent|supervisor|dean|provost|inspector|specialist|technician|developer|architect|librarian|registrar|auditor|economist|statistician)";
/** "Chair", "MAG Member", "directrice": a title and nothing else. */
export const isRole = (words: string): boolean => ROLE_END.test(words);
const ROLE_END = new RegExp(`\\b${ROLE_WORD}\\.?$`, "i");
const ROLE_START = new RegExp(`^${ROLE_WORD}\\b`, "i");
/** Committees whose letters beside a name say a seat, not an employer. */
const SEAT = /^(?:T[AOS]C|TSC|TC|SC|GB|CPC|PMC|EC|WG|SIG|CG|TF|BoD|PC|AC|IG|NC)$/;
const REMARK =
  /^(?:(?:he|she|they|him|her|them|il|elle|remote(?:ly)?|online|in person|onsite|virtual(?:ly)?|via|by (?:phone|zoom|video)|phone|partial(?:ly)?|late|joined|joining|left|leaving|until|from|in the room|(?:by )?proxy|needs? to|(?:first|second) (?:half|part|hour|item)|minutes|notes|on behalf|part of|for item|items?)(?!\p{L})|(?:present|here|attending|yes|zoom|out|new|first|second|half)$|arriv|replac|\d)|\b(?:min(?:ute)?s? (?:late|early)|left|joined|early|late|part of)\b|^\d/iu;
const ABSENT = /\b(?:regrets?|apolog(?:y|ies)|absent|excused|not present|unable|excus[eé]e?|ausente)\b/i;
const ACCOUNT = /(?:^|\s)[([]?@[\w./-]+[)\]]?|<[^<>\s]*>|\b[\w.+-]+@[\w-]+\.[\w.]+\b|\[?https?:\/\/\S+/g;
/** Words, single spaces, commas and the like: neither accounts nor empty brackets stand in it. */
const PLAIN = /^[\p{L}\d][\p{L}\d,.'’-]*(?: [\p{L}\d,.'’&-]+)*$/u;

/** `seats` are letters of the group itself, which are no affiliation. null where the entry holds no name. */
export function participantOf(
  text: string,
  line: number,
  seats: ReadonlySet<string> = NO_SEATS,
): ParticipantEntry | null {
  let known = KNOWN.get(seats);
  if (known === undefined) {
    known = new Map();
    KNOWN.set(seats, known);
  }
  let found = known.get(text);
  if (found === undefined) {
    found = entryFrom(text, line, seats);
    if (known.size > KEPT) known.clear();
    known.set(text, found);
  }
  return found === null ? null : { ...found, line };
}

/** An entry is looked at from several sides (is it a list, a group, a name?); what it holds is found out once a report. */
const KNOWN = new WeakMap<ReadonlySet<string>, Map<string, ParticipantEntry | null>>();
const KEPT = 2000;
const FORMULA = /^\s?[=+@-]\s?[A-Za-z][A-Za-z.]{0,30}\(/;
const NO_SEATS: ReadonlySet<string> = new Set();

function entryFrom(text: string, line: number, seats: ReadonlySet<string>): ParticipantEntry | null {
  const handle = text.includes("@") ? /^\W{0,3}@([\w-]{2,40})\W{0,2}$/.exec(text.trim())?.[1] : undefined;
  if (handle !== undefined) return { name: handle, alias: null, affiliation: null, role: null, line, absent: false };
  // What a spreadsheet would run is no name, and still somebody's entry: kept in its own words.
  if (FORMULA.test(text)) return { name: text.trim(), alias: null, affiliation: null, role: null, line, absent: false };
  const initialed = withoutInitials((text.startsWith("User:") ? text.slice(5) : text).replace(" @ ", " – "));
  const bare = PLAIN.test(initialed)
    ? initialed
    : initialed
        .replace(ACCOUNT, " ")
        .replace(/\(\s*\)|\[\s*\]/g, " ")
        .replace(/\s+/g, " ")
        .trim();
  const parts = surnameLast(partsOf(bare.replace(/^\d{1,2}\s+(?=\p{Lu})/u, ""), seats));
  const inBracket = /^\(([^()]+)\)$/.exec(parts[0] ?? "")?.[1];
  if (inBracket !== undefined && isFullName(inBracket)) parts[0] = inBracket;
  const named = nameAndAlias(parts.shift() ?? "");
  if (named === null) return null;
  const found: ParticipantEntry = {
    name: named.name,
    alias: named.alias,
    affiliation: null,
    role: null,
    line,
    absent: false,
  };
  const affiliations: string[] = [];
  const roles: string[] = [];
  for (const part of [...named.tags, ...parts]) {
    const kind = kindOf(part, seats);
    if (initialsOf(named.name) === part.replace(/\./g, "").toUpperCase()) found.alias ??= part;
    else if (kind === "absent") found.absent = true;
    else if (kind === "role") roles.push(part);
    else if (kind === "affiliation") affiliations.push(withoutRemark(part));
  }
  return settle(found, affiliations, roles);
}

const ONE_WORD = /^\p{Lu}[\p{L}'’-]+$/u;
const GIVEN = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.)?(?= \(|$)/u;

/** "Mwangi, Asha (The Mill)" is Asha Mwangi. */
function surnameLast(parts: string[]): string[] {
  const [surname, second, ...rest] = parts;
  if (surname === undefined || second === undefined || !ONE_WORD.test(surname)) return parts;
  const given = GIVEN.exec(second)?.[0];
  if (given === undefined || isRole(given) || looksLikeOrganisation(given) || looksLikeOrganisation(surname))
    return parts;
  return [`${given} ${surname}${second.slice(given.length)}`, ...rest];
}

/** "AM - Asha Mwangi, The Mill": the letters by which the minutes call her. */
function withoutInitials(text: string): string {
  const match = /^([A-Z][A-Za-z]{1,3})\s*[-–:=]\s+(?=(\p{Lu}))/u.exec(text);
  return match !== null && match[1]?.[0] === match[2] ? text.slice(match[0].length) : text;
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? "")
    .join("")
    .toUpperCase();

/** An "independent expert" is affiliated so only where no organisation stands beside. */
function settle(found: ParticipantEntry, affiliations: string[], roles: string[]): ParticipantEntry {
  const independent = affiliations.filter((each) => /^independent\b/i.test(each));
  const bodies = affiliations.filter((each) => !/^independent\b/i.test(each));
  found.affiliation = (bodies.length > 0 ? bodies : independent).join(", ") || null;
  found.role = [...roles, ...(bodies.length > 0 ? independent : [])].join(", ") || null;
  return found;
}

/** "TSC", "TSC Chair", "MAG Member": a place in the group, no employer. */
const isSeat = (words: string, seats: ReadonlySet<string>): boolean =>
  SEAT.test(words) ||
  seats.has(words) ||
  ROLE_END.test(words) ||
  (/^[A-Z]{2,5} \p{Lu}\p{L}+ \p{Lu}\p{L}+$/u.test(words) && SEAT.test(words.split(" ")[0] ?? ""));

/** "The Mill (replacing Jo Doe)" is affiliated with the Mill. */
function withoutRemark(part: string): string {
  const bracket = /\s*\(([^()]*)\)?$/.exec(part);
  return bracket !== null && REMARK.test(bracket[1] ?? "") ? part.slice(0, bracket.index) : part;
}

function kindOf(part: string, seats: ReadonlySet<string>): "role" | "affiliation" | "absent" | "nothing" {
  const outer = part.replace(/\s*\([^()]*\)?/g, "").trim();
  const words = outer === "" ? part : outer;
  if (!/\p{L}/u.test(words)) return "nothing";
  if (ABSENT.test(words)) return "absent";
  if (/^independent\b/i.test(words)) return "affiliation";
  if (isSeat(words, seats)) return "role";
  if (
    ROLE_START.test(words) &&
    (words.split(" ").length < 4 || !looksLikeOrganisation(words)) &&
    !/^members? of parliament/i.test(words)
  )
    return "role";
  if (REMARK.test(words) || words.length > 110) return "nothing";
  return "affiliation";
}

/** Cut at commas and bars in no bracket; dashes and colons divide only what stands before the first of them. */
function partsOf(text: string, seats: ReadonlySet<string>): string[] {
  const [first = "", ...rest] = outside(text, ",").flatMap((each) => outside(each, "|"));
  // What follows a dash after a bracket is a remark ("(Body) - leaves early"), unless the bracket holds a seat only.
  const remark = /\)\s*[-–—]/.exec(first);
  const inner = remark === null ? undefined : /\(([^()]*)$/.exec(first.slice(0, remark.index))?.[1];
  const head =
    remark === null ||
    inner === initialsOf(first.slice(0, first.indexOf("(")).trim()) ||
    inner?.split(/[,;]/).every((tag) => isSeat(tag.trim(), seats) || REMARK.test(tag.trim()))
      ? first
      : first.slice(0, remark.index + 1);
  const pieces = withoutGlue(head).split(
    rest.length === 0 ? /\s+[-–—/]+\s*(?=\s|$)|\s*[–—]\s*|:\s+/ : /\s+[-–—]+\s+|\s*[–—]\s*|:\s+/,
  );
  const divided = rest.flatMap((part) => {
    const dash = part.lastIndexOf(" - ");
    return dash > 0 && ROLE_START.test(part.slice(dash + 3)) ? [part.slice(0, dash), part.slice(dash + 3)] : [part];
  });
  const slash = pieces[0]?.indexOf("/") ?? -1;
  if (pieces.length === 1 && pieces[0] !== undefined && slash > 0 && isFullName(pieces[0].slice(0, slash)))
    pieces.splice(0, 1, pieces[0].slice(0, slash), pieces[0].slice(slash + 1));
  return [...pieces, ...divided].map((part) => part.trim().replace(/[.;:]$/, "")).filter((part) => part !== "");
}

/** "Asha Mwangi-Chairperson", "Ben Ode- Lead", "Chi Lee-OCB": a dash that lost a space before a title or letters. */
function withoutGlue(text: string): string {
  if (!text.includes("-")) return text;
  for (let at = text.indexOf("-"); at > 0; at = text.indexOf("-", at + 1)) {
    const name = withoutHonorific(text.slice(0, at).trim());
    const after = text.slice(at + 1);
    const plain = /\s$/.test(text.slice(0, at)) || !/\p{Ll}$/u.test(name) || !isFullName(name);
    if (!plain && (/^(?:\s|\p{Lu}{3})/u.test(after) || ROLE_END.test(after) || ROLE_START.test(after)))
      return `${text.slice(0, at)} - ${after}`;
  }
  return text;
}

/** "Asha L Mwangi Deputy Clerk": a title that follows the name without a comma. */
const ROLE_AFTER =
  /^((?:\p{Lu}[\p{L}'’.-]*\s+){2,4}?)((?:Deputy|Parish|Town|Admin\w*|Assistant|Acting|Executive|Managing|Chief|Senior|Project|Programme|Program|General|Clerk|Secretary|Treasurer|Chairman|Chairperson|Director|Manager|Officer|Coordinator)\b.*)$/u;

const BODY_AFTER = /\s(?:of|from|representing) (?:the )?(?=\p{Lu})/u;
const NAME_BEFORE = /^(?:\p{Lu}[\p{L}.'’-]*\s){1,4}\p{Lu}[\p{L}.'’-]*$/u;
/** True for the office with the name, whatever body stands behind them. */
export const hasOfficeBefore = (text: string): boolean =>
  OFFICE_BEFORE.test(text.replace(/\s(?:of|from|representing) .{0,200}$/, ""));

/** "Town Clerk Asha Mwangi", "Engineer Ben Ode": an office before a full name. */
const OFFICE_BEFORE =
  /^((?:\p{Lu}\p{L}+ ){0,2}(?:Clerk|Attorney|Engineer|Treasurer|Secretary|Administrator|Manager|Director|Planner|Superintendent|Supervisor|Chief|Officer|President|Chair(?:man|woman|person)?|Solicitor|Coordinator|Accountant|Trustee|Commissioner)) ((?:\p{Lu}[\p{L}.'’-]*\s?){2,3})$/u;

const ORGANISATION_AFTER =
  /^((?:\p{Lu}[\p{L}'’.-]*\s+){2,3}?)((?:Government|Ministry|University|Universit[ée]|Office|Institute|Federal|Federation|European|National|International|Republic|Permanent|Department|Embassy|Council|Gouvernement|Minist[èe]re)\b.*)$/u;

const BRACKET = /[([]/;

function nameAndAlias(written: string): { name: string; alias: string | null; tags: string[] } | null {
  const tags: string[] = [];
  const of = written.includes("(") ? null : BODY_AFTER.exec(written);
  const isNamed = of !== null && NAME_BEFORE.test(written.slice(0, of.index)) && !ORGANISATION_AFTER.test(written);
  const first = isNamed ? written.slice(0, of.index) : written;
  if (isNamed) tags.push(written.slice(of.index + of[0].length));
  let alias: string | null = null;
  let name = !BRACKET.test(first)
    ? first
    : first.replace(/\s*[([]([^()[\]]*)[)\]]?\s*/g, (whole, inner: string, at: number) => {
        const after = first.slice(at + whole.length).trim();
        if (/^["“'‘]?\p{Lu}\p{Ll}+["”'’]?$/u.test(inner) && /^\p{Lu}\p{L}+/u.test(after) && at > 0)
          alias = inner.replace(/["“”'‘’]/g, "");
        else tags.push(...inner.split(/\s*[,;]\s*/).filter((each) => each !== ""));
        return " ";
      });
  name = withoutHonorific(
    PLAIN.test(name)
      ? name
      : name
          .replace(/["“]([^"“”]+)["”]/, (_, inner: string) => {
            alias = inner;
            return " ";
          })
          .replace(/\*+/g, "")
          .replace(/\s+/g, " ")
          .trim()
          .replace(/^[-–•·.]\s*/, ""),
  );
  const several = name.includes(" ");
  const office = several ? OFFICE_BEFORE.exec(name) : null;
  if (office?.[1] !== undefined && office[2] !== undefined && isFullName(office[2])) {
    tags.push(office[1].trim());
    name = office[2];
  }
  const glued = several ? (ORGANISATION_AFTER.exec(name) ?? ROLE_AFTER.exec(name)) : null;
  if (glued?.[1] !== undefined && glued[2] !== undefined) {
    name = glued[1].trim();
    tags.push(glued[2]);
  }
  if (tags[0] !== undefined && looksLikeOrganisation(name) && looksLikeName(tags[0]) && tags[0].includes(" ")) {
    [name, tags[0]] = [tags[0], name];
  }
  return looksLikeName(name) ? { name, alias, tags } : null;
}
