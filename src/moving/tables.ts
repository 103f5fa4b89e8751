/**
 * What becomes of each table when the instance is backed up, and when one group moves to another server. A table that is
 * not in the list fails a test: whoever adds one says here where its rows belong.
 */

/** How the rows of a table go with a group. */
export type Way =
  /** Those whose column names the group, or a row that moves with it. */
  | { moves: string; blank?: readonly string[] }
  /** Those that moved rows name; on the other side the same one is looked for, or another is added. */
  | { shared: "person" | "body" | "account"; only?: readonly string[] }
  /** Those of the shared rows, as far as they name nothing of another group; what is known there already is not added. */
  | { with: string }
  | { left: string };

const OF_SERVER = "it is of the server, not of a group";
const OF_ACCOUNT = "ways in do not move: whoever works on is invited anew";

export const WAYS: Readonly<Record<string, Way>> = {
  migration: { left: "the file's head says it" },
  working_group: { moves: "id" },
  membership: { moves: "group_id" },
  office: { moves: "group_id" },
  invitation: { left: "its links lead to the other server" },

  person: { shared: "person" },
  person_alias: { with: "person_id" },
  affiliation: { with: "person_id" },
  body: { shared: "body" },
  body_name: { with: "body_id" },
  withheld_name: { with: "person_id" },

  // An account moves as the name that stands in the history; nobody gets in by it.
  account: { shared: "account", only: ["id", "person_id", "display_name", "created_at"] },
  person_claim: { left: OF_ACCOUNT },
  setup_link: { left: OF_ACCOUNT },
  sign_in_link: { left: OF_ACCOUNT },
  sign_in: { left: OF_ACCOUNT },
  address_confirmation: { left: OF_ACCOUNT },
  link_wish: { left: OF_ACCOUNT },
  mailed_link: { left: OF_ACCOUNT },
  participation_code: { left: OF_ACCOUNT },
  passkey: { left: OF_ACCOUNT },
  passkey_registration: { left: OF_ACCOUNT },
  passkey_question: { left: OF_ACCOUNT },
  mail_wish: { left: OF_ACCOUNT },
  own_page_visit: { left: OF_ACCOUNT },
  unsubscribe_link: { left: OF_ACCOUNT },

  text: { moves: "group_id" },
  block: { moves: "text_id" },
  block_revision: { moves: "block_id" },
  block_now: { moves: "text_id" },
  edition: { moves: "text_id" },
  edition_block: { moves: "edition_id" },

  action: { moves: "group_id" },
  action_owner: { moves: "action_id" },
  decision: { moves: "group_id" },
  recommendation: { moves: "group_id" },
  open_question: { moves: "group_id" },

  meeting: { moves: "group_id" },
  meeting_role: { moves: "meeting_id" },
  agenda_item: { moves: "meeting_id" },
  attendance: { moves: "meeting_id" },
  attachment: { moves: "meeting_id" },

  report_import: { moves: "group_id" },
  intervention: { moves: "text_id" },
  mentioned_event: { moves: "text_id" },
  acronym: { moves: "group_id" },
  finding: { moves: "text_id" },

  access_request: { moves: "group_id" },
  access_grant: { moves: "request_id" },
  access_objection: { moves: "request_id" },

  conduct_case: { moves: "group_id" },
  // Who reported stays unknown to another server.
  conduct_report: { moves: "case_id", blank: ["account_id"] },
  conduct_author: { moves: "case_id" },

  journal: { moves: "group_id" },
  journal_payload: { moves: "journal_id" },
  journal_origin: { left: "each move notes the lines of the server it comes from" },
  log_leaf: { left: OF_SERVER },
  log_checkpoint: { left: OF_SERVER },
  log_key: { left: OF_SERVER },
  act: { left: "keys of forms that were sent to the other server" },
  moved_address: { moves: "group address" },
  message_out: { left: OF_SERVER },
  form_seal: { left: OF_SERVER },
  backup_run: { left: OF_SERVER },
  moved_group: { left: OF_SERVER },
  retention: { left: OF_SERVER },
  retention_run: { left: OF_SERVER },
  erasure: { left: OF_SERVER },
};

/**
 * Tables that a backup leaves out: ways in that were used up or signed out of, questions that were answered, secrets
 * that are made anew, which must not come to life again; and what this server's own backups came to.
 */
export const LEFT_OUT: readonly string[] = [
  "setup_link",
  "sign_in_link",
  "sign_in",
  "address_confirmation",
  "link_wish",
  "mailed_link",
  "passkey_registration",
  "passkey_question",
  "form_seal",
  "backup_run",
];

/** Columns that name a row without a key of the database; those with one are read from its catalog. */
export const NAMED: Readonly<Record<string, string>> = {
  "journal.group_id": "working_group",
  "journal.account_id": "account",
  "block_revision.account_id": "account",
  "edition.account_id": "account",
  "report_import.account_id": "account",
  "access_grant.entry_ids": "attendance",
  "conduct_case.decided_by": "account",
  "conduct_case.reviewed_by": "account",
  "conduct_case.appealed_by": "account",
  "conduct_case.appeal_decided_by": "account",
  "conduct_report.account_id": "account",
  "conduct_author.account_id": "account",
};

/** Columns that look like the number of a row and are none. */
export const NOT_NAMED: readonly string[] = ["open_question.asked_by"];

/** The table that the journal means by each kind of subject. */
export const SUBJECTS: Readonly<Record<string, string>> = {
  group: "working_group",
  "group rules": "working_group",
  "group disclosure": "working_group",
  "group settings": "working_group",
  text: "text",
  block: "block",
  meeting: "meeting",
  "planned meeting": "meeting",
  "meeting off": "meeting",
  attendance: "attendance",
  action: "action",
  decision: "decision",
  recommendation: "recommendation",
  question: "open_question",
  "open question": "open_question",
  open_question: "open_question",
  acronym: "acronym",
  finding: "finding",
  import: "report_import",
  report_import: "report_import",
  person: "person",
  body: "body",
  account: "account",
  message: "message_out",
  invitation: "invitation",
  claim: "person_claim",
  membership: "membership",
  office: "office",
  "conduct case": "conduct_case",
  "access request": "access_request",
  request: "access_request",
};

/** What a number, or a list of them, under this key of a JSON value names. */
export const KEYS: Readonly<Record<string, string>> = {
  groupId: "working_group",
  textId: "text",
  blockId: "block",
  blockIds: "block",
  meetingId: "meeting",
  entryId: "attendance",
  entryIds: "attendance",
  actionId: "action",
  actionIds: "action",
  personId: "person",
  personIds: "person",
  bodyId: "body",
  bodyIds: "body",
  accountId: "account",
  importId: "report_import",
};

/** A plain `id` names a row of the table of what holds it. */
export const HOLDERS: Readonly<Record<string, string>> = { planned: "meeting" };

/** JSON that came from outside and holds no number of ours. */
export const FOREIGN_JSON: readonly string[] = ["report_import.read", "finding.said"];

/** Columns that hold an address of this server: they begin with the group's. */
export const ADDRESSES: readonly string[] = ["text.address", "moved_address.old_path", "moved_address.new_path"];
