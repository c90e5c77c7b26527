import { codewordsOf } from "./codewords.ts";

/** Rows of modules: dark, or light; null: nothing is drawn there yet. */
type Drawing = (boolean | null)[][];
export type Modules = readonly (readonly boolean[])[];

/**
 * 二维码 of a text, without its quiet zone of four modules (ISO/IEC 18004, level M). Null: the text is
 * longer than 106 bytes.
 */
export function qrModules(text: string): Modules | null {
  const found = codewordsOf(text);
  if (found === null) return null;
  const { version, words } = found;
  const size = 17 + 4 * version;
  const patterns = patternsOf(version, size);
  const filled = MASKS.map((mask, number) => {
    const drawing = patterns.map((row) => [...row]);
    drawFormat(drawing, number);
    drawWords(drawing, patterns, words, mask);
    return drawing.map((row) => row.map((one) => one === true));
  });
  return filled.reduce((best, one) => (faultsOf(one) < faultsOf(best) ? one : best));
}

/** 定位、校正和时序图形, and where the format will stand. */
function patternsOf(version: number, size: number): Drawing {
  const drawing: Drawing = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => null),
  );
  for (let at = 0; at < size; at += 1) {
    drawing[6]![at] = at % 2 === 0;
    drawing[at]![6] = at % 2 === 0;
  }
  const far = size - 4;
  for (const [row, column] of [
    [3, 3],
    [3, far],
    [far, 3],
  ] as const)
    rings(drawing, row, column, 4);
  if (version > 1) rings(drawing, size - 7, size - 7, 2);
  drawFormat(drawing, 0);
  return drawing;
}

/** Squares around a middle; of a finder the ring outside is light. */
function rings(drawing: Drawing, row: number, column: number, reach: number): void {
  for (let down = -reach; down <= reach; down += 1) {
    for (let right = -reach; right <= reach; right += 1) {
      const away = Math.max(Math.abs(down), Math.abs(right));
      const line = drawing[row + down];
      if (line === undefined || line[column + right] === undefined) continue;
      line[column + right] = reach === 4 ? away !== 2 && away !== 4 : away !== 1;
    }
  }
}

const FORMAT_MASK = 0x54_12;
const FORMAT_DIVISOR = 0x5_37;

/** 格式信息: level M and the mask, with ten bits of correction, twice. */
function drawFormat(drawing: Drawing, mask: number): void {
  const size = drawing.length;
  let rest = mask;
  for (let count = 0; count < 10; count += 1) rest = (rest << 1) ^ ((rest >>> 9) * FORMAT_DIVISOR);
  const bits = ((mask << 10) | rest) ^ FORMAT_MASK;
  const put = (row: number, column: number, bit: number) => {
    drawing[row]![column] = ((bits >>> bit) & 1) === 1;
  };
  for (let bit = 0; bit < 15; bit += 1) {
    // Past the lines of timing.
    if (bit < 8) put(bit < 6 ? bit : bit + 1, 8, bit);
    else put(8, bit === 8 ? 7 : 14 - bit, bit);
    if (bit < 8) put(8, size - 1 - bit, bit);
    else put(size - 15 + bit, 8, bit);
  }
  drawing[size - 8]![8] = true;
}

type Mask = (row: number, column: number) => boolean;

const MASKS: readonly Mask[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** In pairs of columns from the right, up and down by turns, past the line of timing. */
function drawWords(
  drawing: Drawing,
  patterns: Drawing,
  words: readonly number[],
  mask: Mask,
): void {
  const size = drawing.length;
  let bit = 0;
  for (let pair = 0; pair * 2 < size - 1; pair += 1) {
    const right = size - 1 - 2 * pair;
    const first = right <= 6 ? right - 1 : right;
    for (let step = 0; step < size; step += 1) {
      const row = pair % 2 === 0 ? size - 1 - step : step;
      for (const column of [first, first - 1]) {
        if (patterns[row]![column] !== null) continue;
        const dark = (((words[bit >> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
        drawing[row]![column] = dark !== mask(row, column);
        bit += 1;
      }
    }
  }
}

/** 掩模评价: the fewer, the better it is read (ISO/IEC 18004, table 11). */
function faultsOf(modules: Modules): number {
  const columns = modules.map((_, column) => modules.map((row) => row[column]!));
  const lines = [...modules, ...columns].map((line) => line.map(Number).join(""));
  const runs = lines.flatMap((line) => [...line.matchAll(/0{5,}|1{5,}/g)].map(([run]) => run));
  const long = runs.reduce((sum, run) => sum + run.length - 2, 0);
  const finders = lines.reduce((sum, line) => sum + findersIn(line), 0);
  const all = lines.slice(0, modules.length).join("");
  const dark = all.replaceAll("0", "").length;
  const off = Math.floor(Math.abs(dark * 20 - all.length * 10) / all.length);
  return long + 3 * squaresIn(modules) + 40 * finders + 10 * off;
}

function findersIn(line: string): number {
  return [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
}

function squaresIn(modules: Modules): number {
  let found = 0;
  for (const [at, row] of modules.slice(1).entries()) {
    for (let column = 1; column < row.length; column += 1) {
      const above = modules[at]!;
      const same = row[column] === row[column - 1];
      if (same && above[column] === row[column] && above[column - 1] === row[column]) found += 1;
    }
  }
  return found;
}
