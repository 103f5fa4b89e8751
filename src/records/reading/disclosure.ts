/** Who may have the list of participants and the recording, as the report's own sentence says. */
import type { ReadDisclosure, ReadReport } from "../report.ts";
import type { Outline } from "./outline.ts";

const LIST =
  /\b(?:chatham house|list of (?:the )?(?:participants|attendees)|participants?[’']? list|attendance list|liste des participants|lista de participantes)\b/i;
const RECORDING = /\b(?:recordings?|video|enregistrement|grabaci[oó]n)\b/i;
/** A cheap look for what a disclosure is about. */
const NAMED = /list|recording|video|enregistrement|grabaci|chatham/i;
const SAYS =
  /\b(?:available|annex\w*|request|publish\w*|public\w*|shared|disclosed|released|circulated|accessible|confidential\w*|private|internal\w*|withheld|restricted|recorded|only|chatham house|disponibles?|annexée?|demande|confidentiel\w*|publi\w*|solicitud|anexa|confidencial\w*|públic[oa]s?)\b/i;
/** Any of these turns what is said around: "will not be made available", "is not public", "no recording is shared". */
const NOT = /\b(?:not|never|no|neither|nor|cannot|without|n['’]est|ne|pas|non|aucune?|sin|ni|ningun[oa]?)\b|n['’]t\b/i;
const CLOSED =
  /\b(?:confidential\w*|private|internal\w*|withheld|restricted|confidentiel\w*|confidencial\w*|outside|beyond|hors|fuera)\b/i;
/** Those who may have it where not everybody may. */
const THOSE =
  /\b(?:participants|members|attendees|group|committee|team|council|board|those (?:who|present)|membres|groupe|miembros|grupo|participantes)\b/i;
const LIMITED =
  /\b(?:only|restricted|limited|solely|exclusively|seuls?|seules?|seulement|uniquement|réservée?s?|s[oó]lo|solamente)\b|\b(?:to|for|among|within|by|aux?|pour|para|a los) (?:\S{1,20} ){0,3}(?:participants|members|attendees|membres|miembros|participantes)\b/i;

/** Those who were there, whatever else they are. */
const PRESENT =
  /\b(?:participants?|participantes?|attendees?|attended|took part|(?:was|were|been) (?:there|present|on)|those present|présente?s|presentes)\b/i;
const those = (about: string): "members" | "participants" => (PRESENT.test(about) ? "participants" : "members");

export function disclosureOf(outline: Outline): ReadReport["disclosure"] {
  const found: ReadReport["disclosure"] = { list: null, recording: null };
  for (const section of outline.sections) {
    for (const entry of section.entries) {
      if (!NAMED.test(entry.text) || !SAYS.test(entry.text)) continue;
      for (const sentence of entry.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
        if (!SAYS.test(sentence) || sentence.length > 400) continue;
        const line = entry.lines.find((each) => sentence.startsWith(each.text.slice(0, 20)))?.line ?? entry.line;
        if (LIST.test(sentence)) found.list = narrower(found.list, disclosure(sentence, line));
        if (RECORDING.test(sentence)) found.recording = narrower(found.recording, disclosure(sentence, line));
      }
    }
  }
  return found;
}

/** Where a report says two things, the one that shows less holds. */
function narrower(known: ReadDisclosure | null, said: ReadDisclosure): ReadDisclosure {
  return known === null || openness(said) < openness(known) ? said : known;
}

const openness = (said: ReadDisclosure): number =>
  ["nobody", "participants", "members", "public"].indexOf(said.audience) * 2 + (said.on_request ? 0 : 1);

function disclosure(words: string, line: number): ReadDisclosure {
  return {
    audience: audienceOf(words),
    counts: false,
    on_request: /\b(?:request|demande|solicitud)\b/i.test(words),
    annexed: !NOT.test(words) && /\bannex|\banexa|\battached\b|\bappend/i.test(words),
    words,
    line,
  };
}

/** What is denied or called closed is for those named beside it, else for nobody; only what nothing narrows is for all. */
function audienceOf(words: string): ReadDisclosure["audience"] {
  if (/\bchatham house\b/i.test(words)) return "nobody";
  const about = words.replace(LIST, " ");
  if (NOT.test(about) || CLOSED.test(about)) return THOSE.test(about) ? those(about) : "nobody";
  return LIMITED.test(about) ? those(about) : "public";
}
