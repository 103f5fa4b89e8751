/** How often a terminal and how often a file is told, in milliseconds. */
const TERMINAL_MS = 100;
const FILE_MS = 5_000;
const WIDTH = 24;

type Out = { isTTY?: boolean; write(text: string): unknown };

/** Shows how much of a known amount of work is done: a bar that moves on a terminal, a line now and then in a file. */
export type ProgressBar = { step(done: number): void; end(): void };

export function progressBar(out: Out, sentence: string, total: number): ProgressBar {
  const began = performance.now();
  let lastMs = out.isTTY ? Number.NEGATIVE_INFINITY : began;
  let shown = false;
  return {
    step(done) {
      const nowMs = performance.now();
      if (nowMs - lastMs < (out.isTTY ? TERMINAL_MS : FILE_MS)) return;
      lastMs = nowMs;
      shown = true;
      const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
      const bar = `${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}`;
      out.write(out.isTTY ? `\r\x1b[K${sentence} ${bar} ${done}/${total}` : `${sentence} ${done}/${total}\n`);
    },
    end() {
      if (shown && out.isTTY) out.write("\r\x1b[K");
    },
  };
}
