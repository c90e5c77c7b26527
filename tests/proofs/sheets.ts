import {
  decodeOpeningSheet,
  readOpeningSheet,
} from "@warmline/shared/ledger/sheet/opening-sheet.ts";
import type { Measurable } from "../../tools/measured.ts";
import { drawSheet } from "./sheet-draw.ts";
import { readApart } from "./sheet-reader.ts";
import { drawWorkbook } from "./workbook-draw.ts";

const ROUNDS = 20_000;

/** What the shipped reader takes of the file, as the independent one writes it; null: refused. */
async function readShipped(bytes: Uint8Array<ArrayBuffer>): Promise<string[] | null> {
  const { text } = await decodeOpeningSheet(bytes);
  if (text === undefined) return null;
  const { households, faults } = readOpeningSheet(text);
  if (faults.length > 0) return null;
  return households.map(({ number, seasons, prepaidFen }) => {
    const sums = seasons.map(({ season, chargedFen, relievedFen, paidFen, writtenOffFen }) => {
      const amounts = [chargedFen, relievedFen, paidFen, writtenOffFen];
      return `${season}:${amounts.join("/")}`;
    });
    return `${number} ${sums.join(" ")} +${prepaidFen}`;
  });
}

export interface Comparison {
  /** What the two readers make of the sheet where they differ, else null. */
  readonly differ: string | null;
  readonly taken: boolean;
  readonly done: readonly string[];
}

/** One sheet in four is a workbook. */
export async function compareSheet(seed: number): Promise<Comparison> {
  const { bytes, whole, done } = seed % 4 === 0 ? await drawWorkbook(seed) : drawSheet(seed);
  const shipped = await readShipped(bytes);
  const lost = shipped === null && whole !== undefined && whole !== bytes;
  const apart = lost ? null : readApart(whole ?? bytes);
  const [one, other] = [JSON.stringify(shipped), JSON.stringify(apart)];
  const sheet = `${done.join(", ")}: ${Buffer.from(bytes).toString("base64")}`;
  const differ = one === other ? null : `${sheet}\nshipped ${one}\napart   ${other}`;
  return { differ, taken: shipped !== null, done };
}

/** What is taken of mutated sheets equals what a reader written apart takes of them. */
export const sheets: Measurable = {
  about: "mutated opening sheets: taken and refused as an independent reader does",
  async run({ seed, rounds = ROUNDS }) {
    let [differing, taken, touched] = [0, 0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const compared = await compareSheet(seed + round);
      if (compared.taken) taken += 1;
      if (compared.done.length > 0) touched += 1;
      if (compared.differ === null) continue;
      if (differing < 3) process.stderr.write(`seed ${seed + round}: ${compared.differ}\n`);
      differing += 1;
    }
    const share = taken / rounds;
    return [
      {
        name: "sheets read differently",
        value: `${differing} of ${counted(rounds)}, ${counted(touched)} of them mutated`,
        target: "0",
        holds: differing === 0,
      },
      {
        name: "share of sheets that are taken",
        value: share.toFixed(2),
        target: "0.2 – 0.8",
        holds: share >= 0.2 && share <= 0.8,
      },
    ];
  },
};

function counted(count: number): string {
  return count.toLocaleString("en-US");
}
