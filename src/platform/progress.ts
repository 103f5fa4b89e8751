/** How long work may be silent before it says what it is doing, in milliseconds. Source: "progress on anything over two seconds". */
const SILENT_MS = 1_000;
const AGAIN_MS = 5_000;

/** Says what is being done while it takes long. A terminal sees one moving line, a file a line now and then. */
export type Progress = { during<T>(sentence: string, work: () => Promise<T>): Promise<T> };

type Out = { isTTY?: boolean; write(text: string): unknown };

export function progressOn(out: Out): Progress {
  return {
    async during(sentence, work) {
      const began = performance.now();
      let said = false;
      const say = () => {
        const seconds = Math.round((performance.now() - began) / 1000);
        out.write(out.isTTY ? `\r\x1b[K${sentence} … ${seconds} s` : `${sentence} … ${seconds} s\n`);
        said = true;
      };
      let again: NodeJS.Timeout | undefined;
      const first = setTimeout(() => {
        say();
        again = setInterval(say, out.isTTY ? SILENT_MS : AGAIN_MS);
      }, SILENT_MS);
      try {
        return await work();
      } finally {
        clearTimeout(first);
        clearInterval(again);
        if (said && out.isTTY) out.write("\r\x1b[K");
      }
    },
  };
}

export const quiet: Progress = { during: (_sentence, work) => work() };
