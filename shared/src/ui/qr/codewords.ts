import { correctionOf } from "./correction.ts";

/** Codewords by version at error correction level M (ISO/IEC 18004, tables 7 and 9). */
const VERSIONS = [
  { version: 1, data: 16, correction: 10, blocks: 1 },
  { version: 2, data: 28, correction: 16, blocks: 1 },
  { version: 3, data: 44, correction: 26, blocks: 1 },
  { version: 4, data: 64, correction: 18, blocks: 2 },
  { version: 5, data: 86, correction: 24, blocks: 2 },
  { version: 6, data: 108, correction: 16, blocks: 4 },
] as const;

export interface Codewords {
  readonly version: number;
  /** As they are drawn, the blocks one with another. */
  readonly words: readonly number[];
}

/** Of the smallest version that holds the text; null: none does (106 bytes at most). */
export function codewordsOf(text: string): Codewords | null {
  const bytes = [...new TextEncoder().encode(text)];
  // Mode and length take twelve bits.
  const found = VERSIONS.find(({ data }) => bytes.length + 2 <= data);
  if (found === undefined) return null;
  const { version, data, correction, blocks } = found;
  const words = padded(bytes, data);
  const each = data / blocks;
  const parts = Array.from({ length: blocks }, (_, at) => words.slice(at * each, (at + 1) * each));
  const proofs = parts.map((part) => correctionOf(part, correction));
  return { version, words: [...woven(parts), ...woven(proofs)] };
}

/** Byte mode: four bits of mode, eight of length, the bytes, four of end; the rest is filled. */
function padded(bytes: readonly number[], length: number): number[] {
  const halves = [4, bytes.length >> 4, bytes.length & 15];
  for (const one of bytes) halves.push(one >> 4, one & 15);
  halves.push(0);
  const words: number[] = [];
  for (let at = 0; at < halves.length; at += 2) words.push(halves[at]! * 16 + halves[at + 1]!);
  for (let fill = 0xec; words.length < length; fill ^= 0xec ^ 0x11) words.push(fill);
  return words;
}

/** The first of each, then the second of each. */
function woven(parts: readonly (readonly number[])[]): number[] {
  return parts[0]!.flatMap((_, at) => parts.map((part) => part[at]!));
}
