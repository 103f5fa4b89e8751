/** What a heading's words say about what stands under it: forms of minutes in English, French and Spanish. */

export const ROLES = [
  "title",
  "preface",
  "agenda",
  "participants",
  "apologies",
  "roles",
  "actions",
  "past-actions",
  "decisions",
  "next-meeting",
  "discussion",
  "links",
  "documents",
  "annex",
  "service",
  "item",
] as const;
export type Role = (typeof ROLES)[number];

const QUALIFIER =
  "(?:(?:the|full|confirmed|voting|non[- ]?voting|other|remote|online|in[- ]?person|invited|additional|current|all|tc|tsc|tac|board|council|committee|staff|member|members|membres|project|regular|meeting|external|alternate|active) )*";

/** "Directors present", "étaient présents": up to four words of any kind, if none of them speaks of something else. */
const ANY =
  "(?!.*\\b(?:not|action|new|number|for|from|next|future|to|welcome|thank|thanks|introduce|how|why|what|expected)\\b)(?:[\\p{L}'&]+ ){0,4}";

/** Tried in order: the first that matches the whole folded title decides. */
const FORMS: [Role, RegExp][] = [
  [
    "apologies",
    new RegExp(
      `^(?:to )?(?:(?:receive|note|accept|record|consider|approve) (?:and (?:accept|approve|note) )?(?:any )?)?${QUALIFIER}(?:(?:members? )?(?:apolog(?:y|ies)|regrets?|absen(?:t|ts|ces?|tees?)|excused|excus[eé]s?|not (?:present|attending|in attendance)|unable to attend|no[- ]shows?|ausentes?|excusas|disculpas|missing)(?: (?:for absence|received|members|with apologies|and regrets|from))*)(?: (?:and|or) (?:absent|absences|regrets|apologies))?$|^(?!.*(?:attend|particip|present))${ANY}(?:absente?s?|absentees|excused|regrets|apologies|not present|not in attendance|excuse(?:e?s)?|absences? motivees?|entschuldigt)(?: excuses?| with apologies)?$|^not (?:present|in attendance|attending)$`,
      "u",
    ),
  ],
  [
    "participants",
    new RegExp(
      `^(?:annex(?:e|o)? (?:\\d+|[a-z]|[ivx]+)? ?)?(?:list(?:e|a)? (?:of|des|de) (?:the )?)?${QUALIFIER}(?:participants?|attend(?:ees?|ance|ants?|ing)|attended(?: by)?|in attendance|present|presents|presentes?|assistants|asistentes|asistencia|participantes|people(?: present)?|members? present|membres presents|roll ?call|presentees|roster|joined|participating|delegations|present in person|present at (?:the )?(?:meeting|call)|participants (?:in|at|on|of) the (?:meeting|call|session)|on (?:the )?(?:phone|line|call)|by (?:phone|telephone|video)|(?:the )?meeting was attended by|(?:the )?following (?:\\p{L}+ ){0,4}(?:were present|were in attendance|attended|participated|joined|took part)(?: (?:in |at )?(?:the|this) (?:meeting|call|session))?|who(?: is| was|s)? (?:here|present|there|attended)|sign[- ]?in|invitees?|guests?|observers?|visitors?|participation|assistance|introductions? of (?:the )?(?:attendees|participants|members)|quorum and attendance|roll call and attendance)(?: (?:list|record|sheet|register|taken|sign in|members|were|included|attending|present|guests?))*$|^${ANY}(?:present|in attendance|attendees|participants|attending|presente?s(?: e s)?|asistentes|teilnehmer(?:innen)?|anwesende?|voting members|committee members|delegates|panelists|on the call|in the room|present at the (?:meeting|call))(?: (?:and|&)? ?(?:apologies|regrets|absences?|absent|affiliations?|introductions?))?$`,
      "u",
    ),
  ],
  [
    "past-actions",
    /^(?:review|check) (?:the )?(?:open )?action(?: items?| points?)?s?$|^(?:(?:review|status|update|follow[- ]?up) (?:of|on|from|to) )?(?:the )?(?:(?:previous|past|prior|old|last|open|outstanding|ongoing|existing|completed|closed|recurring) (?:meeting )?(?:s )?)+(?:action(?: items?| points?)?s?|ais?|todos?|tasks?)(?: .{0,40})?$|^(?:review|status|update|follow[- ]?up) (?:of|on|from) (?:the )?action(?: items?| points?)?s?(?: .{0,40})?$|^action(?: items?| points?)?s? (?:review|follow[- ]?up|status|from (?:previous|last|prior) .{0,30})$|^matters arising(?: .{0,60})?$/,
  ],
  [
    "actions",
    /^(?:(?:summary|list|new|current|key|agreed|resulting) (?:of )?(?:new |the )?)*(?:action(?: items?| points?| list| register)?s?|actions? (?:required|agreed|arising|to be taken|to take)|ais?|action items? ais?|to ?dos?|to do list|tasks?|assignments?|next (?:steps?|actions?)|follow[- ]?ups?(?: actions?| items?)?|(?:prochaines )?(?:etapes|actions a mener|actions)|proximos pasos|acciones|tareas|acuerdos y tareas|deliverables)(?: (?:and|&) (?:next steps?|owners?|follow[- ]?ups?|action items?|to ?dos?|tasks?|assignments?))*(?: (?:from|for) (?:this|the|todays?) (?:meeting|call))?$/,
  ],
  [
    "decisions",
    /^(?:(?:summary|list|key) (?:of )?(?:the )?)*(?:decisions?|resolutions?|agreements?|motions?|votes?|approvals?|acuerdos|decisiones|outcomes?)(?: (?:made|taken|reached|passed|adopted|and votes?|and motions?|summary|log|record|prises|tomadas))*$/,
  ],
  [
    "next-meeting",
    /^(?:(?:proposed|draft) )?(?:agenda|items|topics)(?: items)? (?:for|of) (?:the )?(?:next|upcoming|future) (?:meeting|call|session)s?$|^(?:(?:date|time|schedule)s?(?: and (?:time|place|venue))? (?:of|for) (?:the )?)?(?:the )?(?:next|upcoming|future|following|prochaine|proxima) (?:\w+ ){0,3}(?:meetings?|calls?|reunions?|reunion|sessions?|telecons?|teleconferences?|seance|reunions|reuniones)(?: (?:date|dates|time|details|schedule|agenda))*$|^(?:upcoming|future) (?:meetings?|calls?|dates?)$|^(?:prochaine reunion|proxima reunion|proxima sesion)$|^next (?:f2f|face to face)(?: meeting)?$|^meeting (?:dates|calendar|schedule)$/,
  ],
  [
    "agenda",
    /^(?:(?:draft|proposed|final|approved|tentative|meeting|todays?|provisional) )*(?:agenda(?: part(?: (?:\d|[a-d]|[ivx]+))?| items?| for .{0,40}| topics?| points?| du jour)?|order of (?:business|the day)|ordre du jour|tagesordnung|orden del dia|(?:points|items|topics) (?:for|of) (?:discussion|the agenda)|(?:current|meeting) items|(?:matters|business) (?:for discussion|to be transacted)|table of contents|contents|outline|agenda (?:and|&) (?:notes|minutes))$/,
  ],
  [
    "roles",
    /^(?:chairs?|co[- ]?chairs?|chaired by|chairperson|facilitators?|facilitated by|moderators?|moderated by|hosts?|hosted by|scribes?|note[- ]?takers?|minute[- ]?takers?|minutes(?: taken)? by|secretary|rapporteurs?|recorder|notes by|president|presidente|secretaire|led by|lead by|convener|convenor)$/,
  ],
  [
    "discussion",
    /^discussions?(?:(?: and)? (?:motions?|decisions?|actions?(?: items?)?|votes?|notes))+$|^(?:(?:meeting|general|main|detailed|open|todays?|key) )*(?:discussions?(?: (?:items?|points?|topics?|summary|notes))?|notes?|minutes?(?: of (?:the )?meeting)?|topics?|proceedings|summary(?: of (?:the )?discussions?)?|deliberations?|meeting notes|meeting minutes|main points|key points|compte rendu|desarrollo|discusion|notas|deroulement|temas|agenda items? discussed|items?|business|new business|old business|unfinished business|other business)$/,
  ],
  [
    "links",
    /^(?:(?:useful|relevant|related|important|meeting) )*(?:links?|resources?|references?|enlaces|liens|urls?|further reading)(?: (?:and|&) (?:references?|resources?|links?))?$/,
  ],
  [
    "documents",
    /^(?:(?:other|additional|supporting|meeting|shared) )*(?:documents?|materials?|attachments?|papers|slides|presentations|files|handouts|documentos|reading|pre[- ]?reads?)(?: (?:shared|circulated|distributed|attached|referenced|list))*$/,
  ],
  ["annex", /^(?:annex(?:e|es|o|os)?|appendix|appendices|attachment)(?: (?:\d+|[a-z]|[ivx]+))?(?: .{0,80})?$/],
  [
    "service",
    /^(?:recordings?(?: .{0,30})?|video(?: recording)?|meeting recording|chat(?: log| transcript| history)?|zoom chat|meeting chat|irc(?: log)?|transcripts?|antitrust(?: .{0,40})?|code of conduct(?: .{0,30})?|logistics|meeting (?:details|info(?:rmation)?|logistics|link)|dial[- ]?in(?: .{0,30})?|how to join|call details|connection (?:details|info)|zoom(?: (?:link|details|info))?|housekeeping|dates and reminders|disclaimers?|copyright(?: .{0,40})?|licen[cs]e|minutes? (?:approval|approved)|edit history|document history|table of revisions|distribution(?: list)?|where|when|date|time|location|venue|place|date and time|time and (?:place|date|location|venue)|q ?& ?a(?: other)?|qa other|q ?& ?a, other|adjourn(?:ment|ed)?|closing|meeting (?:closed|adjourned|close)|close of meeting|signatures?|quorum)$/,
  ],
];

const ASCII = /^[\x20-\x7e]*$/;
const DIACRITICS = /\p{M}+/gu;
const BRACKETED = /\s*[([{][^()[\]{}]{0,120}[)\]}]\s*/g;

/** Lower case, no diacritics, no brackets, no closing colon or stop, no possessive. */
export function foldTitle(title: string): string {
  const start = title.slice(0, 200);
  const plain = ASCII.test(start) ? start : start.normalize("NFD").replace(DIACRITICS, "");
  const lower = plain.toLowerCase();
  return unmarked(BRACKET.test(lower) ? lower.replace(BRACKETED, " ") : lower);
}

const BRACKET = /[([{]/;

/** Without apostrophes; marks and white space between words become one space. By hand: titles are folded all the time. */
function unmarked(title: string): string {
  let words = "";
  let from = -1;
  for (let at = 0; at <= title.length; at += 1) {
    const code = at < title.length ? title.charCodeAt(at) : 32;
    const between = code < 128 ? BETWEEN_WORDS[code] === 1 : OTHER_MARKS.test(title.charAt(at));
    const dropped = code === 39 || code === 96 || code === 0x2019;
    if (!between && !dropped) {
      if (from < 0) from = at;
      continue;
    }
    if (from >= 0) words += title.slice(from, at);
    from = -1;
    if (between && words !== "" && !words.endsWith(" ")) words += " ";
  }
  return words.endsWith(" ") ? words.slice(0, -1) : words;
}

/** 1 for the ASCII characters that part words. */
const BETWEEN_WORDS = new Uint8Array(128);
for (const mark of "\t\n\v\f\r *_#:./|,-") BETWEEN_WORDS[mark.charCodeAt(0)] = 1;
const OTHER_MARKS = /[…–—\s]/;

/** A number at the end ("Actions 55") belongs to the meeting, not to the words. */
const END_NUMBER = /(?<=\p{L}{3}) (?:no |w|week |nr )?#?\d{1,3}$/u;

/** The role that a title's words claim, "item" where they claim none. */
export function roleOf(title: string): Role {
  const known = ROLE_BY_TITLE.get(title);
  if (known !== undefined) return known;
  const role = roleFromWords(title);
  if (ROLE_BY_TITLE.size > KEPT) ROLE_BY_TITLE.clear();
  if (title.length < 120) ROLE_BY_TITLE.set(title, role);
  return role;
}

/** The same few titles come again and again; so many of them are kept. */
const KEPT = 3000;
const ROLE_BY_TITLE = new Map<string, Role>();

function roleFromWords(title: string): Role {
  const folded = foldTitle(title).replace(END_NUMBER, "");
  if (folded.length === 0 || folded.length > 90) return "item";
  for (const [role, form] of FORMS) if (form.test(folded)) return role;
  return "item";
}
