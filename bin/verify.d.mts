/** What the program takes from the stand-alone check. */
export type Note = { text: string; name: string; size: number; root: string; signer: string; signature: string };
export function verify(words: string[], print?: (line: string) => void): 0 | 1 | 2;
export function notesIn(bytes: Uint8Array): Note[];
export function rootOf(hashes: Uint8Array[], from?: number, to?: number): Uint8Array;
