import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { catalogues } from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { valveOpening } from "@warmline/shared/catalogue/service-testing.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { owedFen } from "@warmline/shared/ledger/account.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { codeOf, openApprovalRoom, people } from "../requests/fixture.ts";
import { chargeService, type ChargeService } from "./service-fee-command.ts";
import { caller, done, paid, paying, storedAccount, stream } from "./testing.ts";
import { reverse } from "./undo-commands.ts";
import { verifyJournal } from "./verify.ts";

const SEASON = "2025-2026";
const program = { actor: { kind: "system", id: "p", name: "p" } } as const;

onEachEngine("service fees on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openApprovalRoom>>;
  beforeEach(async () => {
    room = await openApprovalRoom(engine);
    await change(1, valveOpening());
  });
  afterEach(() => room.close());

  const change = (base: number, ...changes: CatalogueChange[]) =>
    done(room.deps, { ...caller(), ...program }, changeCatalogue, {
      base,
      changes,
      reason: "物价",
    });
  const ask = (over: Partial<ChargeService> = {}) => {
    const service = { service: "valve-opening", quantity: 2, catalogueVersion: 2 };
    const input = { id: "h0", season: SEASON, ...service, ...over };
    return runCommand(room.deps, caller(people.cashier), chargeService, input);
  };
  const owed = async () => owedFen((await storedAccount(room.deps, "h0"))!);

  test("are charged by the hall at the price that was shown, and name its version", async () => {
    expect(await ask({ seenSeq: 0 })).toMatchObject({ ok: true, value: { owedFen: 10_000 } });
    const [entry] = await stream(room.deps, "h0");
    expect(entry?.detail).toMatchObject({
      kind: "serviceFee",
      items: [{ steps: [{ service: "valve-opening", catalogueVersion: 2, label: "开栓费" }] }],
    });
    await change(2, valveOpening({ priceFen: fen(6_000) }));
    expect(codeOf(await ask())).toBe("catalogue-moved");
    await ask({ catalogueVersion: 3, quantity: 1 });
    expect(await owed()).toBe(16_000);
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test("are reversed by the hall's manager, the payment is on account again", async () => {
    await ask();
    await paid(room.deps, caller(people.cashier), paying("h0", fen(10_000), { method: "card" }));
    const [entry] = await stream(room.deps, "h0");
    const input = { id: entry!.id, reason: "未开栓" };
    expect(codeOf(await runCommand(room.deps, caller(people.cashier), reverse, input))).toBe(
      "forbidden",
    );
    await done(room.deps, caller(people.manager), reverse, input);
    expect(await storedAccount(room.deps, "h0")).toMatchObject({
      items: [],
      lots: [{ leftFen: 10_000 }],
    });
    expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
  });

  test.each([
    ["nobody", { id: "nobody" }, "not-found"],
    ["what was posted meanwhile", { seenSeq: 7 }, "account-changed"],
    ["a season that there is not", { season: "1999-2000" }, "season-unknown"],
    ["another version of the catalogue", { catalogueVersion: 1 }, "catalogue-moved"],
    ["what nobody offers", { service: "window-cleaning" }, "not-in-catalogue"],
    ["nothing", { quantity: 0 }, "bad-amount"],
  ])("%s: refused", async (_, over, code) => {
    expect(codeOf(await ask(over))).toBe(code);
    expect(await stream(room.deps, "h0")).toEqual([]);
  });

  test("what is not offered today is refused", async () => {
    await change(2, valveOpening({ from: "2099-01-01" }));
    expect(codeOf(await ask({ catalogueVersion: 3 }))).toBe("not-offered");
  });
});

test("a catalogue of a program that knew no services has none", async () => {
  const room = await openApprovalRoom();
  const { services: _, ...before } = SEED_CATALOGUE;
  await room.deps.store.commit([
    insert(catalogues, { id: "city", ...before, version: 4 } as never),
  ]);
  expect(await holdingCatalogue(room.deps.store)).toMatchObject({ version: 4, services: [] });
  await room.close();
});
