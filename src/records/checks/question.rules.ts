import { say } from "../../ui/said.ts";
import type { Fault, Rule, Subject, TextLine } from "./rule.ts";

type Question = Subject["report"]["open_questions"][number];

import { sharedMeaning } from "./shared-meaning.ts";

const openQuestion: Rule = {
  name: "open-question",
  kind: "open-question",
  level: "warning",
  reason: "A question without an answer is asked again next year.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nAsha Mwangi asked whether the map has been redrawn.\n\nBen Ode noted that herons nest early.\n",
    said: "A question that nobody answers.",
  },
  run: ({ report, lines }) => {
    const place = new Map(lines.map(({ line }, index) => [line, index]));
    const after = (line: number): TextLine | undefined => lines[(place.get(line) ?? lines.length) + 1];
    const unanswered = report.open_questions.filter((question) => !isTakenUp(question, after(question.line)));
    const open = new Map(unanswered.map(({ text, line }) => [line, text]));
    for (const { line, text } of [...passedOver(report), ...wantedToKnow(lines)])
      if (!open.has(line)) open.set(line, text);
    return [...open].map(
      ([line, text]): Fault => ({
        line,
        words: text,
        message: say("A question that nobody answers."),
        remedy: say("Record the answer, or an action that says who finds it."),
      }),
    );
  },
};

/** "BS - ", "Doug: ": whose words a line of a log are. */
const SPEAKER = /^\s*(\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]+)?)\s?[:–—-]\s/u;

/** In a log the next line is another speaker's; a question that stands alone is spoken to by what is noted right below. */
function isTakenUp({ text, asked_by }: Question, next: TextLine | undefined): boolean {
  if (next === undefined || next.place === "heading") return false;
  const asking = SPEAKER.exec(text)?.[1];
  const speaking = SPEAKER.exec(next.text)?.[1];
  if (asking !== undefined && speaking !== undefined) return asking !== speaking;
  if (asked_by !== null || next.text.trimEnd().endsWith("?")) return false;
  return next.place === "item" || sharedMeaning(text, next.text) > 0;
}

/** "asked whether …"; "asked for a page on safety" is a wish. */
const QUESTION =
  /\b(?:asked|asks|inquired|enquired|wondered)\b[^.]{0,30}\b(?:whether|if|what|which|who|how|when|where|why)\b/;
/** Acts of speech that may be about something else; answers and agreements are not. */
const NO_ANSWER = new Set(["noted", "reported", "suggested", "said"]);

/** Questions after which the next speaker, in a paragraph of their own, speaks of something else altogether. */
function passedOver({ sections }: Subject["report"]): { line: number; text: string }[] {
  return sections.flatMap(({ interventions }) =>
    interventions.filter((asked, index) => {
      const next = interventions[index + 1];
      if (!next || asked.act !== "asked" || !QUESTION.test(asked.text) || next.line === asked.line) return false;
      return next.speaker !== asked.speaker && NO_ANSWER.has(next.act) && sharedMeaning(asked.text, next.text) === 0;
    }),
  );
}

const WANTED = /\b(?:wanted|wished|would like|wants) to know\b/i;
const ANSWER = /\b(?:answer(?:s|ed)?|repl(?:y|ies|ied)|explained|clarified|confirmed|respond(?:s|ed)|said|noted)\b/i;

/** A way of asking that is no verb of speech: answered where the paragraph goes on or the next one begins with an answer. */
const wantedToKnow = (lines: TextLine[]): { line: number; text: string }[] =>
  lines.filter(({ text }, index) => {
    const found = WANTED.exec(text);
    if (found === null) return false;
    const after = `${text.slice(found.index)} ${(lines[index + 1]?.text ?? "").slice(0, 120)}`;
    return !ANSWER.test(after);
  });

export const questionRules: Rule[] = [openQuestion];
