/** Tables that a backup leaves out: ways in that were used up, or signed out of, must not come to life again. */
export const LEFT_OUT: readonly string[] = ["setup_link", "sign_in_link", "sign_in", "backup_run"];
