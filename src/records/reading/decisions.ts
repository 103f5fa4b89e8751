/** Decisions: what the group agreed, resolved, voted or cancelled, marked or in running text. */

import { type Known, namesIn } from "./named.ts";
import { clausesOf, type Sentence } from "./sentence.ts";

/** A cheap look: no decision without one of these stems. */
const HINT =
  /agree|resol|decid|approv|consens|vote|adopt|endors|carried|passe[sd]|ratif|accept|cancel|unanim|conclu|ok to|capped|let['’]s|convenu|acord|aprob|décid|postpone|elected|appointed|settled|second|passs?ed|objection/i;

const GROUP =
  "(?:the |a |all |we |our |everyone |nobody )?(?:(?:\\p{L}[\\p{L}\\p{N}-]*\\s){0,3}?(?:group|team|committee|tc|tsc|tac|wg|board|council|members?|participants|attendees|meeting|participants?|community|chairs|panel|trustees|directors|governors|councillors|executive|exec|assembly|conference|parties|delegates|delegations|plenary|commission|authors|editors|maintainers|organi[sz]ers|partners|workshop|society|club|cluster|all|we|everyone|those present|attendance|grupo|comité|groupe|réunion|reunión)\\s)";
/** The group as subject, then the verb. */
const GROUP_DECIDES = new RegExp(
  `(?:^|[,;:]\\s|\\b(?:and|but|then)\\s)(?<all>${GROUP}(?:present )?(?:has |have |then |also |generally |unanimously |all |formally |provisionally )*(?:agreed?s?|decided|resolved|approved|adopted|endorsed|accepted|ratified|confirmed|voted|settled on|elected|appointed|concluded that|a décidé|a approuvé|est convenue?|acordó|decidió|aprobó)(?!\\p{L}))`,
  "iu",
);
const IMPERSONAL =
  /(?:^|\b)(?<all>it (?:was|is|has been|as) (?:also |then |further |thus |unanimously |generally |finally )*(?:agreed|decided|resolved|approved|concluded|(?:moved|proposed) and seconded)|il (?:a été|est) (?:décidé|convenu)|se (?:acordó|decidió|aprobó|resolvió|acuerda))(?!\p{L})/iu;
/** At the head of a sentence or clause. */
const HEAD =
  /^(?:(?:also |unanimously |generally |all |everyone |we )*(?:agreed?|decided|resolved|approved|adopted|acordado|décidé|convenu|aprobado)\b(?! (?:with|by|upon by)\b)|(?:there (?:was|is) )?(?:a )?(?:rough |general |broad |clear |unanimous |full )*(?:consensus|agreement)\s(?:was|is|on|that|to|among|reached|around|from)|(?:the )?(?:general |overall )?(?:consensus|conclusion|decision|outcome|agreement)\s(?:was|is|reached|made)\b|vote[ds]?\b\s?(?:passe[sd]|carrie[sd]|unanimous|in favou?r|result|to\b|and\b)|(?:the )?(?:motion|resolution|proposal|vote|amendment)\s(?:was |is |has been |has |unanimously |then )*(?:carried|carries|passe[sd]|approved|adopted|accepted|agreed|failed|defeated|rejected)|decision to\s|(?:all|everyone|unanimous(?:ly)?) in favou?r|(?:we|we all|the group|the team)(?:\s(?:will|shall)|['’]ll)\s(?:go (?:with|ahead)|adopt|stick with|proceed with|move forward with|switch to|drop)\b|(?:ok|okay|fine|good) to (?:deploy|merge|publish|proceed|release|go ahead|close|submit)\b|let['’]s (?:target|go with|use|adopt|keep|do|make|merge|close|move)\b)/iu;
/** "Minutes … approved", "… are cancelled", "… approved unanimously", "… - agreed as suitable", "capped at". */
const TAIL =
  /(?:\b(?:minutes|agenda|report|charter|budget|proposal|document|request|motion|resolution|release|plan|draft|policy|candidate|project|pr)\b[^.;]{0,80}?\s(?:was |were |has been |have been |unanimously |formally |now )*(?:approved|adopted|accepted|endorsed|ratified|carried)\b|\b(?:meetings?|calls?|sessions?|teleconferences?|telecons?)\b[^.;]{0,60}?\s(?:is|are|was|were|be|been)\s(?:therefore |hereby )?(?:cancell?ed|postponed|called off)|\bcapped at\b|\b(?:was|were) (?:then |duly |also |unanimously )*(?:agreed|approved|accepted|adopted|ratified|resolved)\b(?! (?:by|with|upon|in)\b)|\b(?:presented|proposed|moved|seconded|read) and (?:accepted|approved|agreed|adopted|seconded)\b|[:,]\spasse?s?ed\W{0,3}$|\b(?:approved|accepted|adopted|carried|passed) (?:unanimously|by consensus|by acclamation|with no objections?|without objection)|\b(?:was|were) (?:then |duly |unanimously |re-?)*(?:elected|appointed|co-opted|re-elected)\b|\bon (?:a )?motion (?:by|of|from|made)\b|\bunanimously (?:approved|accepted|adopted|agreed|passed)|\bno objections?(?: (?:were|was))?(?: raised)?\W{0,3}$)/iu;
/** Words that take a decision back. */
const NEGATED =
  /\b(?:not (?:yet )?(?:been )?(?:agreed?|approved?|decided?|reached|adopted)|no (?:clear )?(?:consensus|agreement|decision)|undecided|if (?:approved|agreed|accepted|the vote))\b/i;
/** Words that put it off. They stand in decisions too ("agreed that it should be …"), so only looser forms mind them. */
const NOT_YET =
  /\b(?:once (?:approved|agreed|accepted)|until (?:approved|agreed)|to be (?:approved|agreed|decided)|will be (?:approved|decided|agreed|voted)|needs? to be|should be|(?:can|could|should|shall|may|must) we|must be (?:approved|agreed)|before (?:approval|making)|prior to a vote|whether)\b/i;
/** "Agreed." alone says yes to what stands before it. */
const ALONE =
  /^\W{0,3}(?:all |unanimously )?(?:(?:motion |vote |proposal |resolution )?(?:was |were |is )?(?:unanimously )?(?:agreed|approved|adopted|resolved|carried|accepted|passe?s?e[ds]|accordé|acordado|aprobado)|all in favou?r|so (?:moved|ordered|agreed)|no objections?|aye)(?: (?:by all|unanimously|by consensus|by acclamation|\d{1,3}\s?[-–:]\s?\d{1,3}(?:\s?[-–:]\s?\d{1,3})?))?\W{0,3}$/i;

/** The decision in one sentence, from the clause in which it is taken; `alone` where it approves what stands before. */
/** "The motion carried 5-0.": too short to say what was carried. */
const MOTION_ONLY = /^\W{0,3}(?:the |this )?(?:motion|resolution|proposal|vote|amendment)\b.{0,50}$/i;

export function decisionIn(sentence: Sentence, known: Known): { text: string; at: number; alone: boolean } | null {
  if (!HINT.test(sentence.text) || sentence.text.length > 3000) return null;
  if (sentence.text.endsWith("?") || NEGATED.test(sentence.text)) return null;
  if (ALONE.test(sentence.text)) return { text: sentence.text, at: sentence.at, alone: true };
  const clauses = clausesOf(sentence);
  for (const [index, clause] of clauses.entries()) {
    if (index > 0 && /^(?:agreed|approved|adopted)\b/i.test(clause.text) && clause.text.split(" ").length <= 4) {
      return { text: sentence.text, at: sentence.at, alone: false };
    }
    const at = decidesAt(clause.text, known);
    if (at !== null && clauses.length === 1 && MOTION_ONLY.test(clause.text))
      return { text: sentence.text, at: sentence.at, alone: true };
    if (at !== null) return { text: cutPromise(clause.text.slice(at)), at: clause.at + at, alone: false };
  }
  return null;
}

/** Where in a clause the decision begins. */
function decidesAt(text: string, known: Known): number | null {
  const cut = text.length > 1200 ? text.slice(0, 1200) : text;
  if (HEAD.test(cut)) return 0;
  const impersonal = IMPERSONAL.exec(cut);
  if (impersonal !== null) return impersonal.index > 25 ? impersonal.index : 0;
  const group = GROUP_DECIDES.exec(cut);
  if (group?.groups?.all !== undefined)
    return group.index === 0 ? 0 : group.index + group[0].length - group.groups.all.length;
  const letters = BY_LETTERS.exec(cut)?.[1];
  if (letters !== undefined && known.person(letters) === null) return 0;
  if (TAIL.test(cut) && !NOT_YET.test(cut)) return 0;
  return severalAgree(cut, known) ? 0 : null;
}

/** "The SG agreed …", "TC voted …": a body by its letters, which are nobody's initials. */
const BY_LETTERS =
  /^(?:[Tt]he\s)?(\p{Lu}[\p{Lu}\d-]{1,7})\s(?:has\s|have\s|also\s|then\s|unanimously\s)*(?:agreed|decided|approved|accepted|adopted|endorsed|resolved|voted)\b/u;

/** "Ann and Ben agreed to …": several people together; one alone agrees with what was said. */
function severalAgree(text: string, known: Known): boolean {
  const match = /^(.{3,90}?)\s(?:present )?(?:all |both )?agreed (?:that|to|on)\b/u.exec(text);
  const names =
    match === null
      ? null
      : namesIn((match[1] ?? "").replace(/\s(?:members?|present|participants)(?=\s|$)/gi, ""), known);
  return names !== null && names.length > 1;
}

/** "TAC voted and approved, Ann will send it": the decision ends where a commitment begins. */
const cutPromise = (text: string): string =>
  text.replace(/,\s\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,2}\s(?:will|to)\s.{0,2000}$/u, "").trim();
