/** Who may have the list of participants and the recording, as the report's own sentence says. */
import type { ReadDisclosure, ReadReport } from "../report.ts";
import type { Outline } from "./outline.ts";

const LIST =
  /\b(?:list of (?:the )?(?:participants|attendees)|participants?[’']? list|attendance list|liste des participants|lista de participantes)\b/i;
const RECORDING = /\b(?:recordings?|video|enregistrement|grabaci[oó]n)\b/i;
/** A cheap look for what a disclosure is about. */
const NAMED = /list|recording|video|enregistrement|grabaci/i;
const SAYS =
  /\b(?:available|annex\w*|request|publish\w*|public\w*|shared|accessible|not (?:be )?(?:recorded|published|shared|disclosed)|disponible|annexée?|demande|solicitud|anexa)\b/i;

export function disclosureOf(outline: Outline): ReadReport["disclosure"] {
  const found: ReadReport["disclosure"] = { list: null, recording: null };
  for (const section of outline.sections) {
    for (const entry of section.entries) {
      if (!NAMED.test(entry.text) || !SAYS.test(entry.text)) continue;
      for (const sentence of entry.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
        if (!SAYS.test(sentence) || sentence.length > 400) continue;
        const line = entry.lines.find((each) => sentence.startsWith(each.text.slice(0, 20)))?.line ?? entry.line;
        if (found.list === null && LIST.test(sentence)) found.list = disclosure(sentence, line);
        if (found.recording === null && RECORDING.test(sentence)) found.recording = disclosure(sentence, line);
      }
    }
  }
  return found;
}

function disclosure(words: string, line: number): ReadDisclosure {
  const nobody = /\bnot (?:be )?(?:recorded|published|shared|available|disclosed)\b/i.test(words);
  const participants =
    /\b(?:only|restricted|limited)\b.{0,60}\b(?:participants|members|attendees|group)\b|\b(?:to|for) (?:the )?(?:meeting |group )?(?:participants|members|attendees)\b/i.test(
      words,
    );
  return {
    audience: nobody ? "nobody" : participants ? "participants" : "public",
    on_request: /\b(?:request|demande|solicitud)\b/i.test(words),
    annexed: /\bannex|\banexa|\battached\b|\bappend/i.test(words),
    words,
    line,
  };
}
