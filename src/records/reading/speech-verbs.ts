/** Verbs by which a record says that somebody spoke, and what kind of act each is. */

import type { Act } from "../report.ts";

/** First word of a phrase → its act. Forms are those that stand after a subject: past, present, French, Spanish. */
const FORMS: Record<Act, string> = {
  noted:
    "noted notes observed observes remarked remarks pointed points highlighted highlights stressed stresses underlined underlines " +
    "underscored underscores emphasised emphasized emphasises emphasizes reinforced reinforces reiterated reiterates recalled " +
    "recalls commented comments acknowledged acknowledges flagged flags cautioned cautions warned warns mentioned mentions " +
    "reminded reminds stated states recognised recognized noticed " +
    "noté souligné rappelé relevé remarqué observé señaló subrayó destacó recordó observó comentó remarcó advirtió mencionó",
  asked:
    "asked asks queried queries inquired inquires enquired enquires wondered wonders questioned questions requested requests " +
    "demandé interrogé preguntó pidió solicitó consultó",
  answered:
    "answered answers replied replies responded responds clarified clarifies confirmed confirms " +
    "répondu précisé confirmé clarifié respondió contestó aclaró confirmó precisó",
  reported:
    "reported reports informed informs briefed briefs presented presents introduced introduces explained explains described describes " +
    "outlined outlines summarised summarized summarises summarizes updated updates walked shared shares announced announces " +
    "gave gives provided provides reviewed reviews detailed elaborated expanded showed demonstrated recapped opened " +
    "présenté expliqué informé annoncé exposé indiqué résumé décrit presentó explicó informó anunció expuso indicó resumió describió",
  suggested:
    "suggested suggests proposed proposes recommended recommends offered offers advised advises urged urges encouraged " +
    "encourages invited invites volunteered moved called pushed advocated motioned " +
    "proposé suggéré recommandé invité propuso sugirió recomendó invitó aconsejó instó",
  supported:
    "supported supports seconded seconds endorsed endorses welcomed welcomes echoed echoes favoured favored backed backs " +
    "appuyé soutenu salué secundó apoyó respaldó acogió celebró",
  agreed: "agreed agrees concurred concurs accepted accepts approuvé convenu accepté acordó aceptó coincidió",
  reserved: "reserved reserves hesitated doubted doubts questionné reservó dudó",
  objected:
    "objected objects opposed opposes disagreed disagrees rejected rejects refused contested abstained objecté rejeté objetó rechazó",
  thanked:
    "thanked thanks congratulated congratulates commended commends praised apologised apologized apologizes remercié félicité agradeció felicitó",
  said:
    "said says added adds continued continues argued argues believed believes felt feels thought thinks hoped hopes expressed " +
    "expresses identified identifies considered considers insisted insists maintained concluded concludes declared declares " +
    "spoke speaks raised raises discussed discusses referred refers touched focused focussed expected expects told tells " +
    "made saw sees took closed defended stood mused joked read reads " +
    "dit déclaré ajouté estimé exprimé conclu insisté affirmé dijo declaró agregó añadió consideró expresó concluyó insistió afirmó opinó manifestó",
};

export const SPEECH_ACTS: ReadonlyMap<string, Act> = new Map(
  Object.entries(FORMS).flatMap(([act, forms]) => forms.split(" ").map((form) => [form, actNamed(act)])),
);

/**
 * Verbs that need what follows to be speech: "gave an update" is, "gave it to Ann" is not; "made a remark" is, "made
 * the tool" is not; "took the floor" is.
 */
export const SPOKEN_OBJECTS: ReadonlyMap<string, RegExp> = new Map([
  [
    "gave",
    /^(?:an?|the|some|his|her|their)?\s?(?:\w+\s){0,3}(?:updates?|overview|presentation|briefing|summary|report|background|introduction|account|recap|demo|talk|details?|information|explanation|examples?)\b/i,
  ],
  [
    "gives",
    /^(?:an?|the|some|his|her|their)?\s?(?:\w+\s){0,3}(?:updates?|overview|presentation|briefing|summary|report|background|introduction|account|recap|demo|talk|details?|information|explanation|examples?)\b/i,
  ],
  [
    "made",
    /^(?:an?|the|some|his|her|their)?\s?(?:\w+\s){0,3}(?:remarks?|comments?|points?|interventions?|proposals?|suggestions?|statements?|presentation|motion|announcement|observation)\b/i,
  ],
  ["took", /^the floor\b/i],
  ["saw", /^(?:\w+\s){0,3}(?:as|that|value|need|merit|no)\b/i],
  ["read", /^(?:out|the|from)\b/i],
  ["called", /^(?:for|on|upon|to)\b/i],
  ["moved", /^(?:that|to)\b/i],
  ["stood", /^(?:by|with)\b/i],
  ["spoke", /^(?:about|on|of|to|in|for|against)\b/i],
]);

/** After "was", "is", "were", "remained": adjectives and nouns of stance. */
export const STANCES: ReadonlyMap<string, Act> = new Map([
  ["supportive", "supported"],
  ["favourable", "supported"],
  ["favorable", "supported"],
  ["pleased", "said"],
  ["glad", "said"],
  ["concerned", "reserved"],
  ["worried", "reserved"],
  ["sceptical", "reserved"],
  ["skeptical", "reserved"],
  ["hesitant", "reserved"],
  ["reluctant", "reserved"],
  ["opposed", "objected"],
  ["against", "objected"],
  ["unsure", "reserved"],
  ["curious", "asked"],
]);

/** Adverbs and the like that stand between a subject and its verb. */
export const BETWEEN: ReadonlySet<string> = new Set(
  "also then again further furthermore briefly strongly fully clearly rightly gratefully warmly kindly just likewise similarly additionally finally subsequently later too both all each too generally broadly firmly repeatedly next therefore thus then, also, has have had a ha is".split(
    " ",
  ),
);

/** A body that shares, supports or sees something is speaking through the person who spoke. */
export const BODY_STANCES: ReadonlySet<string> = new Set(
  "shares supports believes thinks feels sees considers welcomes favours favors prefers opposes proposes wishes wants hopes agrees insists urges stands calls notes recognises recognizes encourages regards shared supported".split(
    " ",
  ),
);

function actNamed(name: string): Act {
  switch (name) {
    case "noted":
    case "asked":
    case "answered":
    case "reported":
    case "suggested":
    case "supported":
    case "agreed":
    case "reserved":
    case "objected":
    case "thanked":
      return name;
    default:
      return "said";
  }
}
