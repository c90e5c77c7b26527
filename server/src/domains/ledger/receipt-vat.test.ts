import { afterEach, beforeEach, expect, test } from "vitest";
import { onEachEngine } from "./each-engine/testing.ts";
import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "./charge-commands.ts";
import { receiptOf } from "./receipt-query.ts";
import {
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paid,
  paying,
  settle,
  type LedgerRoom,
} from "./testing.ts";

const SEASON = "2025-2026";
/** People ask for it; what is at stake here is what a receipt says by it. */
const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;
const percent = (share: number) => price10k(share * 10_000);

function rates(code: string, share: number, from: CityDate, until?: CityDate): CatalogueChange {
  const rule = { kind: "vat", rates: [{ share10k: percent(share) }] } as const;
  const days = until === undefined ? { from } : { from, until };
  return { list: "rules", row: { code, zh: code, en: code, ...days, rule } };
}

onEachEngine("VAT of a receipt on %s", (engine) => {
  let room: LedgerRoom;
  beforeEach(async () => {
    room = await openLedgerRoom(engine);
    await settle(room.deps);
    await done(room.deps, caller(), charge, { id: "h0", season: SEASON });
  });
  afterEach(() => room.close());

  const rule = (changes: readonly CatalogueChange[]) =>
    done(room.deps, program, changeCatalogue, { base: 1, changes, reason: "财税" });

  async function vatOf(amountFen: number) {
    const { paymentId } = await paid(room.deps, caller(cashier), paying("h0", fen(amountFen)));
    const receipt = await receiptOf(room.deps, finance, paymentId);
    if (!receipt.ok) throw new Error(receipt.code);
    return receipt.value.vat;
  }

  test("is told by the rates of the day of its books, of what it paid and no more", async () => {
    await rule([rates("vat-10", 10, "2018-05-01", "2025-11-01"), rates("vat-9", 9, "2025-11-01")]);
    // 100 yuan stay on account: no tax until they pay something.
    expect(await vatOf(267_470 + 10_000)).toEqual([
      { fee: "heat", share10k: percent(9), grossFen: 267_470, netFen: 245_385, taxFen: 22_085 },
    ]);
  });

  test("is not told while the catalogue has no rates for that day", async () => {
    await rule([rates("vat-10", 10, "2018-05-01", "2025-11-01")]);
    expect(await vatOf(267_470)).toBeUndefined();
  });
});
