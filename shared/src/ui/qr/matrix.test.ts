import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { correctionOf } from "./correction.ts";
import { qrModules, type Modules } from "./matrix.ts";

// 二维码: one as another encoder draws it, module by module; and any text read back from its modules.

/** By the package uqr 0.1.3 at level M, without the quiet zone. */
const PICTURE = `
#######..##.#..##.###..#..#######
#.....#..#..#..##.#.##..#.#.....#
#.###.#.#.##..#....#####..#.###.#
#.###.#.#...#..#..##...#..#.###.#
#.###.#.###.#.###...###...#.###.#
#.....#.#.#...#..###.##.#.#.....#
#######.#.#.#.#.#.#.#.#.#.#######
........##.#....#..####.#........
#.#####.....#.#..#.#..###.#####..
....##.##.####.#####.####.##.##..
.##..##.##.#.#####..#.......#.##.
.#.#.........#...##.###.....#####
..######.#..#.###...#..#.#...#.#.
##.###...#.....#.##...#..#.....##
###..##..####.###.#.##...####.##.
#..#.#.###.##..#..#..#.#.##.###..
#..#..##..#....#.#....#.##.##.#.#
..##.#.#..##.####.####.#.###.##..
...#..##..#...###.#..##.#..##.##.
#..#...###...##.#...##.###.####.#
#.#.#.#.....#.....##.#...#.#.#.#.
##..##.#.###...##...##...#......#
#...#######.#.#....#.#..##.....#.
#.#..#.....###..#..####..##.#####
#.#.####....#....#.#..#.#####.###
........##.##....####..##...#.#..
#######....#...###....###.#.#.##.
#.....#.##...##..##....##...####.
#.###.#.##.#....#...###.######.#.
#.###.#.#..###.#..#....###..#...#
#.###.#.##...#.####.###.#.##.#...
#.....#..#.#...#.....####...###..
#######.#.#..###.#..#.###.##..##.
`;

test("as another encoder draws it", () => {
  const drawn = qrModules("https://warm.example/check/CCDEFGHJKMNPQRTWXY34");
  const rows = drawn?.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")) ?? [];
  expect(rows).toEqual(PICTURE.trim().split("\n"));
});

test("whatever fits is read back from the modules, with nothing to correct", () => {
  const texts = string({ unit: "binary", maxLength: 100 });
  const one = property(texts, (drawn) => {
    const text = drawn.toWellFormed();
    const modules = qrModules(text);
    const bytes = new TextEncoder().encode(text).length;
    expect(modules === null).toBe(bytes > 106);
    expect(modules === null ? text : readBack(modules)).toBe(text);
  });
  expect(() => assert(one, { numRuns: 60, seed: 11 })).not.toThrow();
});

test("of 106 bytes it is drawn, of one more it is not", () => {
  expect(qrModules("x".repeat(106))).toHaveLength(41);
  expect(qrModules("x".repeat(107))).toBeNull();
});

/** Blocks and codewords of correction by size, as the tables of ISO/IEC 18004 have them. */
const LAYOUT: Readonly<Record<number, readonly [blocks: number, correction: number]>> = {
  21: [1, 10],
  25: [1, 16],
  29: [1, 26],
  33: [2, 18],
  37: [2, 24],
  41: [4, 16],
};

/** Reads it as a camera would that saw each module: by the format, the mask and the order. */
function readBack(modules: Modules): string {
  const words = wordsIn(modules, maskOf(modules));
  const [blocks, correction] = LAYOUT[modules.length]!;
  const each = Math.floor(words.length / blocks) - correction;
  const parts = Array.from({ length: blocks }, (_, block) =>
    words.filter((_word, at) => at % blocks === block),
  );
  for (const part of parts) {
    expect(correctionOf(part.slice(0, each), correction)).toEqual(
      part.slice(each, each + correction),
    );
  }
  const data = parts.flatMap((part) => part.slice(0, each));
  const halves = data.flatMap((word) => [word >> 4, word & 15]);
  const length = halves[1]! * 16 + halves[2]!;
  const bytes = Array.from({ length }, (_, at) => halves[3 + 2 * at]! * 16 + halves[4 + 2 * at]!);
  return new TextDecoder().decode(new Uint8Array(bytes));
}

/** The three bits of the mask, beside the upper left finder. */
function maskOf(modules: Modules): number {
  const bits = [2, 3, 4].map((column) => Number(modules[8]![column]!));
  return (bits[0]! * 4 + bits[1]! * 2 + bits[2]!) ^ 0b101;
}

function wordsIn(modules: Modules, mask: number): number[] {
  const size = modules.length;
  const bits: boolean[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isPattern(row, column, size)) continue;
        bits.push(modules[row]![column]! !== isTurned(mask, row, column));
      }
    }
    upwards = !upwards;
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    bits.slice(8 * at, 8 * at + 8).reduce((word, bit) => word * 2 + Number(bit), 0),
  );
}

function isPattern(row: number, column: number, size: number): boolean {
  const finder =
    (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
  const aligned = size > 21 && Math.abs(row - size + 7) < 3 && Math.abs(column - size + 7) < 3;
  return finder || aligned || row === 6 || column === 6;
}

function isTurned(mask: number, i: number, j: number): boolean {
  const both = i * j;
  const sums = [
    i + j,
    i % 2 === 0 ? 0 : 1,
    j % 3,
    (i + j) % 3,
    Math.floor(i / 2) + Math.floor(j / 3),
    (both % 2) + (both % 3),
    (both % 2) + (both % 3),
    ((i + j) % 2) + (both % 3),
  ];
  const sum = sums[mask]!;
  return [0, 4, 6, 7].includes(mask) ? sum % 2 === 0 : sum === 0;
}
