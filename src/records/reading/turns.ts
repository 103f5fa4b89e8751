/** Who said what in a section: the run of its interventions. */

import type { Act, ReadIntervention } from "../report.ts";
import type { Hearing } from "./heard.ts";
import type { Known } from "./named.ts";
import { lineAt, type Passage } from "./passage.ts";
import { sentencesOf } from "./sentence.ts";
import { labelOf, onBehalfIn, saidIn } from "./speaker.ts";

/** A turn keeps its passage, so that a section's blocks can be told apart by it. */
export type Turn = ReadIntervention & { passage: Passage /** Where in the passage it begins. */; at: number };

type Open = { name: string; as: string };

/** Interventions in order: one for each speaker in each passage; whoever goes on in the next passage is named again. */
export function turnsOf(passages: readonly Passage[], skip: ReadonlySet<Passage>, known: Hearing): Turn[] {
  const turns: Turn[] = [];
  let last: Open | null = null;
  for (const passage of passages) {
    if (passage.place === "heading") last = null;
    if (passage.place === "heading" || passage.place === "cell" || skip.has(passage)) continue;
    const added = turnsIn(passage, last, known);
    for (const turn of added) turns.push(turn);
    const latest = added.at(-1);
    if (latest !== undefined) last = { name: latest.speaker, as: latest.spoken_as };
  }
  return turns;
}

function turnsIn(passage: Passage, last: Open | null, known: Hearing): Turn[] {
  const label = labelOf(passage.text, known);
  if (label !== null && passage.mark === null) return [labelled(passage, label, known)];
  const goesOn = /^\s*(?:…|\.\.\.)\s*/.exec(passage.text);
  if (goesOn !== null && last !== null) {
    const words = passage.text.slice(goesOn[0].length).trim();
    return words === "" ? [] : [turnOf(passage, last, actOfWords(words), words, 0, known)];
  }
  return spoken(passage, last, known);
}

function labelled(passage: Passage, label: { name: string; from: number }, known: Known): Turn {
  const words = passage.text.slice(label.from).trim();
  const open = { name: known.person(label.name) ?? label.name, as: label.name };
  return turnOf(passage, open, actOfWords(words), words, 0, known);
}

/** Sentences whose subject speaks; those after them in the passage belong to the same intervention. */
function spoken(passage: Passage, last: Open | null, known: Hearing): Turn[] {
  const turns: Turn[] = [];
  let open: { who: Open; act: Act; body: boolean; onBehalf: string | null; from: number; to: number } | null = null;
  let speaker = last;
  const close = (): void => {
    if (open === null) return;
    const words = passage.text.slice(open.from, open.to).replace(/[\s,;(]+$/, "");
    const turn = turnOf(passage, open.who, open.act, words, open.from, known);
    turns.push({ ...turn, on_behalf: open.onBehalf ?? turn.on_behalf ?? (open.body ? open.who.name : null) });
  };
  for (const sentence of sentencesOf(passage.text)) {
    for (const said of saidIn(sentence.text, known)) {
      if (said.pronoun && speaker === null) continue;
      if (!said.pronoun && !said.body) known.hear(said.spokenAs);
      const who: Open =
        said.pronoun && speaker !== null
          ? speaker
          : { name: known.person(said.spokenAs) ?? said.spokenAs, as: said.spokenAs };
      if (open !== null && open.who.name === who.name) continue;
      if (open !== null) open.to = sentence.at + said.at;
      close();
      open = {
        who,
        act: said.act,
        body: said.body,
        onBehalf: said.onBehalf,
        from: sentence.at + said.at,
        to: sentence.at,
      };
      speaker = who;
    }
    if (open !== null) open.to = sentence.at + sentence.text.length;
  }
  close();
  return turns;
}

function turnOf(passage: Passage, who: Open, act: Act, words: string, at: number, known: Known): Turn {
  const line = lineAt(passage, at);
  return {
    speaker: who.name,
    spoken_as: who.as,
    on_behalf: onBehalfIn(words, known),
    act,
    text: words,
    line,
    passage,
    at,
  };
}

/** The act of words given as they were said, after a label. */
function actOfWords(words: string): Act {
  if (/\?\W{0,3}$/.test(words.slice(-6)) || /^(?:question|q:|asks?\b|asked\b|wonder)/i.test(words)) return "asked";
  if (/^(?:\+1|agreed?\b|yes\b|seconded|i agree|oui|sí|d['’]accord|de acuerdo)/i.test(words)) return "agreed";
  if (/^(?:supports?|i support|in favou?r)/i.test(words)) return "supported";
  if (/^(?:-1|i disagree|disagree|object)/i.test(words)) return "objected";
  if (/^(?:thanks?|thank you|merci|gracias)\b/i.test(words)) return "thanked";
  if (/^(?:propos|suggest|recommend|should we|let['’]s|could we|can we)/i.test(words)) return "suggested";
  return "said";
}

/** Speakers of a section in order; one who goes on counts once. */
export function speakersOf(turns: readonly ReadIntervention[]): string[] {
  return turns.map((turn) => turn.speaker).filter((name, index, all) => index === 0 || all[index - 1] !== name);
}
