/**
 * Verbs by which people take on work ("Ann to draft", "Ben will send"), in their base form.
 * They decide whether "Name to …" is a task, and that "Draft the letter" begins with no name.
 */
export const DEEDS: ReadonlySet<string> = new Set(
  (
    "accept act add address advise agree align amend analyse analyze announce answer apply approach approve arrange ask " +
    "assemble assess assign assist attend begin book brainstorm brief bring build call cancel capture carry change chase check " +
    "circulate clarify clean close collate collect combine come comment communicate compare compile complete compose " +
    "conduct confirm connect consider consolidate consult contact continue contribute convene convert coordinate copy " +
    "correct cover create decide define deliver deploy describe design determine develop discuss distribute do document " +
    "double-check download draft drop edit email e-mail encourage engage ensure escalate establish evaluate examine " +
    "expand explain explore extend file fill finalise finalize find finish fix flag follow formalise formalize format " +
    "forward gather generate get give go handle have help hold host identify implement improve include incorporate " +
    "inform initiate inquire integrate introduce investigate invite issue join keep kick land launch lead leave liaise list " +
    "log look maintain make manage map meet mention merge migrate modify monitor move nominate note notify obtain offer " +
    "open order organise organize outline own pass pick ping plan poll post prepare present print prioritise prioritize " +
    "produce progress promote propose provide publish pull push put raise reach read rebase recommend record recruit " +
    "redraft refine register reissue release remind remove rename reorganise reorganize repeat replace reply report " +
    "request research reschedule resolve respond re-send resend restructure resubmit retain retry return revert review " +
    "revise revisit rework rewrite run say schedule scope secure see seek select send set setup share show sign socialise " +
    "socialize solicit sort speak specify split spread start step stop study submit suggest summarise summarize supply " +
    "support survey sync synthesise synthesize table tag take talk tell test think tidy track transfer translate try turn " +
    "undertake update upgrade upload urge use validate verify visit volunteer vote walk watch work write"
  ).split(" "),
);

/** Verbs that say what shall be, not what somebody does: "will be", "will have to", "will depend". */
export const NOT_DEEDS: ReadonlySet<string> = new Set(
  "this that the a an these those all their his her our it them be have need depend remain become seem appear happen occur exist not never also likely probably hopefully only still".split(
    " ",
  ),
);

/**
 * French and Spanish infinitives of the same, by their endings after the word that announces a task
 * ("Anne à rédiger", "Ana a enviar").
 */
export const isInfinitive = (word: string): boolean =>
  /^(?:s['’])?\p{Ll}{3,18}(?:er|ir|re|ar|arse|erse|irse)$/u.test(word);

/** Base form of a deed as it may stand after a name: "draft", "Draft", "drafts" (not "drafted"). */
export function deedOf(word: string): string | null {
  const lower = word.toLowerCase();
  if (DEEDS.has(lower)) return lower;
  if (lower.endsWith("s") && DEEDS.has(lower.slice(0, -1))) return lower.slice(0, -1);
  return null;
}
