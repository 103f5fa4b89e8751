export type ServerSettings = Record<string, string>;

/**
 * Given on the command line, where no file of the server can overrule them. Nothing listens on the network. What is
 * confirmed outlives a power cut. No statement, value or name reaches the log: errors are for the caller alone, and
 * what is left is kept without its details (SAFETY: no content in logs).
 */
export const SERVER_SETTINGS: ServerSettings = {
  listen_addresses: "",
  unix_socket_directories: ".", // relative to the database's folder, so that the length of its path does not matter
  unix_socket_permissions: "0700",
  max_connections: "60",
  shared_buffers: "64MB",
  jit: "off",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_destination: "stderr",
  logging_collector: "off",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_duration: "off",
  log_min_duration_statement: "-1",
  log_min_duration_sample: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
  log_connections: "",
  log_lock_waits: "off",
};
