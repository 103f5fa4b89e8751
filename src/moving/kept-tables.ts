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
