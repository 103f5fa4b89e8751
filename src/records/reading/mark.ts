/** Marks that a record puts before its outcomes: "Action:", "AI:", "TODO", "RESOLVED:", "Next steps:" and their kin. */

export type MarkKind = "action" | "next-step" | "decision" | "proposal" | "recommendation" | "question" | "done";
/** `inside`: what stands in brackets in the mark itself ("Action (Ann): …"). `from`: where the words begin. */
export type Mark = { kind: MarkKind; at: number; from: number; inside: string | null; written: string };

const NUMBER = "(?:\\s?[-#]?\\s?\\d{1,4}(?:\\.\\d{1,3})?)?";
const INSIDE = "(?:\\s?(?:\\(([^()]{1,60})\\)|\\[([^\\[\\]]{1,60})\\]|(?:on|for)\\s(\\p{Lu}[\\p{L} ]{1,40})))?";
const CLOSE = "\\s?[\\])]?[*_]{0,3}\\s?(?::|：|=>|→|\\s-\\s|\\s–\\s|\\s—\\s)[*_]{0,3}\\s*";
const form = (words: string): RegExp =>
  new RegExp(`^[\\s*_>•\\[(☐➡→⇒-]{0,6}(${words})${NUMBER}${INSIDE}${CLOSE}`, "iu");

/** Tried in order. Sources: minutes in English, French and Spanish; the conventions of IRC scribes (ACTION, RESOLVED). */
const MARKS: readonly [MarkKind, RegExp][] = [
  [
    "action",
    form(
      "(?:new |immediate |follow[- ]?up )?actions?(?: items?| points?| required| needed| requested)?|to[- ]?dos?|follow[- ]?ups?|tasks?|assigned|à faire|tâches?|acci[oó]n(?:es)?|tareas?|pendientes?|compromisos?|points? d['’]action|suivi",
    ),
  ],
  [
    "next-step",
    form(
      "next (?:steps?|actions?)|way forward|(?:prochaines? )?étapes?(?: suivantes?)?|pr[oó]ximos? pasos?|siguientes? pasos?",
    ),
  ],
  [
    "decision",
    form(
      "decisions?|decided|decision made|resolutions?|resolved|agreed|agreements?|consensus|votes?|approved|outcome of (?:the )?vote|décisions?|décidé|convenu|acuerdos?|decisi[oó]n(?:es)?|resoluci[oó]n|acordado|se acuerda|aprobado",
    ),
  ],
  [
    "proposal",
    form("proposed(?: resolution| action items?)?|proposals?|motions?|straw ?polls?|proposition|propuesta|moci[oó]n"),
  ],
  ["recommendation", form("recommendations?|recommended|recommandations?|recomendaci[oó]n(?:es)?")],
  [
    "question",
    form("(?:open |outstanding |unresolved )?(?:questions?|issues?)|q|questions? ouvertes?|preguntas?(?: abiertas?)?"),
  ],
  ["done", form("done|completed?|closed|terminé|hecho")],
];
/** "AI:" also stands for a topic, so only capitals count, and what follows must read like a task. */
const AI = /^[\s*_>•[(-]{0,6}((?:AIs?|AP|A\.I\.)\s?#?\d{0,3})\s?[\])]?[*_]{0,3}\s?:[*_]{0,3}\s*/u;
/** "Action-TC-2018-05 Arrange …": the number of an entry in a register, then its words. */
const NUMBERED = /^[\s*_[(]{0,4}(?:ACTION|Action|AI|TASK)-(?:[\p{L}\d]{1,10}-){0,4}\d{1,6}\]?\s?[:–-]?\s+(?=\p{L})/u;
/** In capitals a mark needs no colon: "ACTION Ann to write", "RESOLVED that …", "ACTION ON ANN to write". */
const BARE =
  /^[\s*_>•[(-]{0,6}(ACTION(?: ITEM| POINT)?|TODO|RESOLVED|DECISION|AGREED)(?: ON| FOR| BY)?[\])]?[*_]{0,2}\s+(?=[\p{L}@]{0,30}\s?\p{Ll})/u;
/** "#action ann to write", "#agreed …": how meeting bots of IRC are told. */
const BOT = /^\s*#(action|agreed|accepted)\s+(?=\S)/i;
/** "→ Ann to write", "=> Ann will": what follows must read like a task. */
const ARROW = /^\s*(?:→|➡|⇒|=>|-{1,2}>)\s*(?=[\p{L}@])/u;
/** Marks in capitals count in the middle of a line too ("… from 17 May.  AI: Ann to …"). */
const INLINE =
  /(?:(?<=[\s([])(?:ACTION(?: ITEM| POINT)?S?|TODO|TO DO|AI)|(?<=[.!?;:)]\s)Action(?: [Ii]tem| [Pp]oint)?s?)\s?(?:#?\d{1,4}\s?)?(?:\(([^()]{1,60})\)\s?)?:\s*(?=\S)/gu;
/** The word with which any mark begins: a cheap look before the expressions. */
const OPENERS = new Set(
  (
    "new immediate follow followup followups action actions to todo todos task tasks assigned à tâche tâches acción accion acciones " +
    "acciónes tarea tareas pendiente pendientes compromiso compromisos point points suivi ai ais ap a.i a.i. next way prochaine prochaines " +
    "étape étapes próximo próximos proximo proximos siguiente siguientes decision decisions decided resolution resolutions resolved agreed " +
    "agreement agreements consensus vote votes approved outcome décision décisions décidé convenu acuerdo acuerdos decisión decisiónes " +
    "decisiones decisión resolución resolucion acordado se aprobado proposed proposal proposals motion motions straw strawpoll strawpolls " +
    "proposition propuesta moción mocion recommendation recommendations recommended recommandation recommandations recomendación " +
    "recomendaciones recomendacion open outstanding unresolved question questions issue issues q pregunta preguntas done complete " +
    "completed closed terminé hecho"
  ).split(" "),
);

/** The first word in small letters, and the first sign where one stands before it; "" for none. */
function firstWord(head: string): { word: string; sign: string } {
  let sign = "";
  let at = 0;
  for (; at < head.length && at <= 8; at++) {
    const code = head.charCodeAt(at);
    if (isLetter(code)) break;
    if (sign === "" && code > 32) sign = head[at] ?? "";
  }
  let end = at;
  while (end < head.length && end - at < 16 && (isLetter(head.charCodeAt(end)) || head[end] === ".")) end++;
  return { word: head.slice(at, end).toLowerCase(), sign };
}

const isLetter = (code: number): boolean => ((code | 32) >= 97 && (code | 32) <= 122) || (code > 191 && code < 0x2000);

/** The mark at the head of a text, if there is one. */
export function markOf(text: string): Mark | null {
  const head = text.length > 160 ? text.slice(0, 160) : text;
  const first = firstWord(head);
  const bot = first.sign === "#" ? BOT.exec(head) : null;
  if (bot !== null) {
    const kind = /^a(?:ction)$/i.test(bot[1] ?? "") ? "action" : "decision";
    return { kind, at: 0, from: bot[0].length, inside: null, written: bot[1] ?? "" };
  }
  const arrow = first.sign !== "" && "→➡⇒=-".includes(first.sign) ? ARROW.exec(head) : null;
  if (arrow !== null) return { kind: "action", at: 0, from: arrow[0].length, inside: null, written: "→" };
  if (!OPENERS.has(first.word)) return null;
  const bare = BARE.exec(head);
  if (bare !== null) {
    const kind = /^(?:ACTION|TODO)/.test(bare[1] ?? "") ? "action" : "decision";
    return { kind, at: 0, from: bare[0].length, inside: null, written: bare[1] ?? "" };
  }
  const numbered = NUMBERED.exec(head);
  if (numbered !== null) return { kind: "action", at: 0, from: numbered[0].length, inside: null, written: "action" };
  const ai = AI.exec(head);
  if (ai !== null) return { kind: "action", at: 0, from: ai[0].length, inside: null, written: "AI" };
  for (const [kind, form] of MARKS) {
    const match = form.exec(head);
    if (match === null) continue;
    const written = match[1] ?? "";
    // "Action - words" is a mark only where it looks like one; "Follow-up - words" in running text is not.
    if (kind !== "next-step" && !/[:：→]|=>/.test(match[0]) && written !== written.toUpperCase()) continue;
    return { kind, at: 0, from: match[0].length, inside: match[2] ?? match[3] ?? match[4] ?? null, written };
  }
  return null;
}

/** Marks within a text, after its head. */
export function marksInside(text: string): Mark[] {
  if (!text.includes(":")) return [];
  const marks: Mark[] = [];
  INLINE.lastIndex = 0;
  for (let match = INLINE.exec(text); match !== null && marks.length < 50; match = INLINE.exec(text)) {
    marks.push({
      kind: "action",
      at: match.index,
      from: match.index + match[0].length,
      inside: match[1] ?? null,
      written: match[0],
    });
  }
  return marks;
}

/** "… obtain quotes. Action: Clerk", "(ACTION: AB)": who shall do what stands before; null where more than names follows. */
export function trailingMark(text: string): { at: number; names: string } | null {
  const tail = text.length > 120 ? text.slice(-120) : text;
  const match = TRAILING.exec(tail);
  if (match?.[1] === undefined) return null;
  return { at: text.length - tail.length + match.index, names: match[1].trim() };
}
const TRAILING =
  /(?:^|[\s([])[*_]{0,2}(?:ACTION|Action|AP|AI)(?: (?:[Ii]tem|[Pp]oint))?(?:\s(?:by|on|for|owner))?[*_]{0,2}\s?[:–-][*_]{0,2}\s?([\p{L}@][^:.;()[\]]{1,60})[)\].]{0,3}\s*$/u;

/** What a scribe's tool adds to an action and is none of its words: "[recorded in …]", "[on Ann - due 2030-01-02]". */
export function withoutRecorder(text: string): { text: string; owner: string | null; due: string | null } {
  const open = text.lastIndexOf("[");
  if (open < 0) return { text, owner: null, due: null };
  const tail = text.slice(open, open + 300);
  if (/^\[recorded in\b/i.test(tail)) return { text: text.slice(0, open).trim(), owner: null, due: null };
  const assigned = /^\[on ([^\][]{1,60}?)(?: - due ([^\][]{1,30}))?\]\.?\s*$/.exec(tail);
  if (assigned === null) return { text, owner: null, due: null };
  return { text: text.slice(0, open).trim(), owner: assigned[1] ?? null, due: assigned[2] ?? null };
}
