import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { catalogues } from "@warmline/shared/catalogue/catalogue.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "./charge-commands.ts";
import { seasonsOf } from "./seasons-of.ts";
import { debtNow } from "./posting.ts";
import { changeSpaces } from "./space-commands.ts";
import {
  caller,
  done,
  openLedgerRoom,
  settle,
  space,
  storedAccount,
  stream,
  type LedgerRoom,
} from "./testing.ts";
import { verifyJournal } from "./verify.ts";

const SEASON = "2025-2026";
/** People ask for it; what is at stake here is what is charged by it. */
const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;

const HEIGHT: CatalogueChange = {
  list: "rules",
  row: {
    code: "over-height",
    zh: "超高加收",
    en: "High storeys",
    from: "2025-07-01",
    rule: {
      kind: "over-height",
      form: "steps",
      aboveMm: 3_000,
      stepMm: 300,
      share10k: price10k(50_000),
      maxShare10k: price10k(500_000),
    },
  },
};
const YUAN: CatalogueChange = {
  list: "rules",
  row: {
    code: "whole-yuan",
    zh: "元整",
    en: "Whole yuan",
    from: "2025-07-01",
    rule: { kind: "whole-yuan" },
  },
};

const METER: CatalogueChange = {
  list: "rules",
  row: {
    code: "pilot",
    zh: "两部制试点",
    en: "Two-part pilot",
    from: "2025-07-01",
    rule: PILOT,
  },
};

onEachEngine("charging rules on %s", (engine) => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom(engine);
  });
  afterEach(() => room.close());

  function change(base: number, ...changes: readonly CatalogueChange[]) {
    const input = { base, changes, reason: "发改价〔2025〕9号" };
    return done(room.deps, { ...program, key: `v${base}` }, changeCatalogue, input);
  }
  const high = { spaces: [space({ storeyHeightMm: 3_450 })] };
  const charged = async () =>
    (await storedAccount(room.deps, "h0"))!.sums.map((one) => one.chargedFen);

  test.each(["two-part", "meter"] as const)(
    "what is settled by %s is charged by area in advance, where a rule says how it is settled",
    async (settlement) => {
      await settle(room.deps, 1, { spaces: [space({ settlement })] });
      const chargeOne = (season: string) =>
        runCommand(room.deps, caller(), charge, { id: "h0", season });
      await change(1, METER);
      expect(await chargeOne("2024-2025")).toMatchObject({ code: "rule-missing" });
      await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
      expect(await charged()).toEqual([267_470]);
    },
  );

  test("a season is charged by those that hold on its first day, one before by none", async () => {
    await settle(room.deps, 1, high);
    const chargeOne = (season: string) =>
      runCommand(room.deps, caller(), charge, { id: "h0", season });
    expect(await chargeOne(SEASON)).toMatchObject({ code: "rule-missing" });
    await change(1, HEIGHT, YUAN);
    expect(await chargeOne("2024-2025")).toMatchObject({ code: "rule-missing" });
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
    // 103.47 × 25.85 and 10 % more are 2,942.17.
    expect(await charged()).toEqual([294_200]);
    const [entry] = await stream(room.deps, "h0");
    const source = { catalogueVersion: 2 };
    expect(entry?.detail).toMatchObject({
      items: [
        {
          steps: [
            { rule: "area-height@1", ruleCode: "over-height", ...source, amountFen: 294_217 },
            { rule: "whole-yuan@1", ruleCode: "whole-yuan", ...source, amountFen: -17 },
          ],
        },
      ],
    });
    const debt = await debtNow(room.deps, (await storedAccount(room.deps, "h0"))!);
    expect(await seasonsOf(room.deps, debt)).toMatchObject([
      { chargedFen: 294_200, roundedFen: -17, areas: [{ heightShare10k: 100_000 }] },
    ]);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("measured anew it is charged by the rule still", async () => {
    await settle(room.deps, 1, high);
    await change(1, HEIGHT);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
    const spaces = [space({ storeyHeightMm: 2_900 })];
    const grounds = { basis: "survey", evidence: "测7号", reason: "层高实测" } as const;
    const input = { id: "h0", rev: 1, from: "2025-11-01", spaces, ...grounds };
    await done(room.deps, { ...program, key: "survey" }, changeSpaces, input);
    expect(await charged()).toEqual([267_470]);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("a version made while many are charged holds for a charge, or not at all", async () => {
    const ids = await settle(room.deps, 24);
    const other = await room.another();
    await Promise.all([
      change(1, YUAN),
      ...ids.slice(0, 12).map((id) => done(other, caller(), charge, { id, season: SEASON })),
      ...ids.slice(12).map((id) => done(room.deps, caller(), charge, { id, season: SEASON })),
    ]);
    const log = await room.deps.store.read(0, 1_000);
    const wrote = (collection: string, id?: string) =>
      log.find(({ writes }) =>
        writes.some((one) => one.collection === collection && (id ?? one.id) === one.id),
      )!.position;
    const changedAt = wrote(catalogues.name);
    for (const id of ids) {
      const [entry] = await stream(room.deps, id);
      const rounded = entry!.lines.some(({ account }) => account === "rounding");
      expect(rounded, id).toBe(wrote(entries.name, entry!.id) > changedAt);
    }
  });
});
