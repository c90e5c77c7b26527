import { describe, expect, test } from "vitest";
import type { Stop } from "../households/stops.ts";
import { areaMilli } from "../kernel/area.ts";
import { seededRandom } from "../kernel/ids.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { KINDS } from "../ledger/entry.ts";
import { sumFen } from "../ledger/lines.ts";
import { isRounding, isSpaceStep } from "../ledger/steps.ts";
import { Book, PRICES, space } from "../ledger/testing.ts";
import { standingWaivedFen, stopActsOf, totalStopActs, type StopAct } from "./stop-acts.ts";
import { randomStopping } from "./stops-testing.ts";

const SEASON = "2025-2026";
const FIRST = "2025-11-01";

/** A home of 103.47 m² and a shop of 20 m² at one price, with stops at 30 %. */
function charged(stops: readonly Stop[]) {
  const book = new Book();
  const share = { tariffId: "stop", tariffRev: 1, price10k: price10k(300_000) };
  const decided = KINDS.charge.decide(book.position, {
    entryId: book.nextId,
    season: SEASON,
    dueOn: FIRST,
    spaces: [space(), space({ id: "s2", label: "商铺", billingAreaMilli: areaMilli(20_000) })],
    prices: PRICES,
    stopping: {
      stops,
      days: { from: FIRST, to: "2026-03-31", days: 151 },
      shares: { residential: share },
    },
  });
  return { book, entry: book.post(decided) };
}

const told = (book: Book, entry: Parameters<typeof stopActsOf>[0]) =>
  stopActsOf(entry, 7, (id) => book.entries.find((one) => one.id === id));

const home = { number: 1, from: FIRST, spaceIds: ["s1"] };
const stopOfHome = {
  kind: "stop",
  spaceId: "s1",
  from: FIRST,
  stopFrom: null,
  sign: 1,
  areaMilli: 103_470,
  share10k: 300_000,
  fullFen: 267_470,
  baseFen: 80_241,
  amountFen: 187_229,
};

describe("what a charge says of stops and restores", () => {
  test.each<[string, Stop[], object[]]>([
    ["heat all season: nothing", [], []],
    ["a home stopped all season", [home], [stopOfHome]],
    [
      "with heat again: a restore of 92 of 151 days, and the stop that it ends",
      [{ ...home, until: "2025-12-30" }],
      [
        stopOfHome,
        { kind: "restore", from: "2025-12-30", stopFrom: FIRST, fullFen: 0, amountFen: 114_073 },
      ],
    ],
    [
      "stopped twice: each restore ends the stop before it",
      [
        { ...home, until: "2025-12-01" },
        { ...home, number: 2, from: "2026-01-01", until: "2026-02-01" },
      ],
      [
        // Heat comes before base fees.
        { kind: "stop", from: "2026-01-01", amountFen: 111_593 },
        stopOfHome,
        { kind: "restore", from: "2025-12-01", stopFrom: FIRST },
        { kind: "restore", from: "2026-02-01", stopFrom: "2026-01-01" },
      ],
    ],
    ["restored on its first day: as if never stopped", [{ ...home, until: FIRST }], []],
  ])("%s", (_, stops, found) => {
    const { book, entry } = charged(stops);
    expect(told(book, entry)).toMatchObject(found);
    expect(told(book, entry)).toHaveLength(found.length);
  });

  test("reversed, all of it comes to nothing", () => {
    const { book, entry } = charged([{ ...home, until: "2025-12-30" }]);
    const acts = told(book, entry);
    const gone = told(book, book.reverse(entry));
    expect(gone).toHaveLength(2);
    for (const name of ["sign", "areaMilli", "fullFen", "baseFen", "amountFen"] as const) {
      expect(gone.map((act) => act[name] + acts[gone.indexOf(act)]![name])).toEqual([0, 0]);
    }
  });

  test("what a charge waives less what it takes again is its full charge less what is due", () => {
    let restores = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const [book, random] = [new Book(), seededRandom(seed)];
      for (let at = 0; at < 30; at += 1) {
        const posting = randomStopping(book, random);
        if (!posting.ok) continue;
        const entry = book.post(posting);
        if (entry.detail.kind !== "charge") continue;
        const steps = entry.detail.items.flatMap((item) => item.steps);
        const acts = told(book, entry);
        restores += acts.filter(({ kind }) => kind === "restore").length;
        const fullFen = sumFen(steps.filter(isSpaceStep));
        const dueFen = sumFen(steps.filter((step) => !isRounding(step)));
        expect(standingWaivedFen(sumsOf(acts))).toBe(fullFen - dueFen);
      }
    }
    expect(restores).toBeGreaterThan(10);
  });
});

function sumsOf(acts: readonly StopAct[]) {
  return totalStopActs(
    acts.map(({ kind, amountFen }) => ({
      stops: kind === "stop" ? 1 : 0,
      restores: kind === "restore" ? 1 : 0,
      waivedFen: kind === "stop" ? amountFen : fen(0),
      restoredFen: kind === "restore" ? amountFen : fen(0),
    })),
  );
}
