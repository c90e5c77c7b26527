import { afterEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { invoices } from "@warmline/shared/invoices/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { caller, openLedgerRoom, type LedgerRoom } from "../ledger/testing.ts";
import { reverse } from "../ledger/undo-commands.ts";
import { askInvoice } from "./ask-command.ts";
import { BUYER, charged, corrected, issued, pays, standing, withVat } from "./fixture.ts";
import { redInvoice } from "./red-commands.ts";

const ACTS = ["pay", "undo", "ask", "ask", "issue", "red"] as const;
/** On MongoDB each commit is an insert with majority: few will do. */
const STEPS = { sqlite: 120, mongo: 24 } as const;

onEachEngine("in any order on %s", (engine) => {
  let room: LedgerRoom;
  afterEach(() => room.close());

  test("never more is invoiced than paid, and numbers have no gaps", async () => {
    room = await openLedgerRoom(engine);
    const { deps } = room;
    await charged(deps, 2);
    await withVat(deps);
    const random = seededRandom(20_261_130);
    const one = <T>(some: readonly T[]): T => some[Math.floor(random.next() * some.length)]!;
    const receipts: string[] = [];
    for (let step = 0; step < STEPS[engine]; step += 1) {
      const act = one(ACTS);
      const receipt = receipts.length === 0 ? undefined : one(receipts);
      if (act === "pay" || receipt === undefined) {
        const amount = 1 + Math.floor(random.next() * 90_000);
        receipts.push(await pays(deps, amount, one(["h0", "h1"])));
      } else {
        await acted(deps, act, receipt);
      }
      for (const id of receipts) {
        await corrected(deps, id);
        const { paidFen, invoicedFen } = await standing(deps, id);
        expect(invoicedFen).toBeLessThanOrEqual(paidFen);
      }
    }
    const all = await deps.store.find(invoices, { index: "byAsked" });
    expect(all.length).toBeGreaterThan(0);
    for (const office of ["XICHENG", "CITY"]) {
      const own = all.filter(({ id }) => id.includes(office));
      const ends = own.map(({ id }) => Number(id.slice(-6))).toSorted((a, b) => a - b);
      expect(ends).toEqual(ends.map((_, place) => place + 1));
    }
  });
});

/** What is refused changes nothing. */
async function acted(deps: Deps, act: (typeof ACTS)[number], receipt: string): Promise<void> {
  if (act === "ask") {
    await runCommand(deps, caller(), askInvoice, { of: { paymentId: receipt }, buyer: BUYER });
  }
  if (act === "undo") {
    const { parts } = (await deps.store.get(payments, receipt))!;
    await runCommand(deps, caller(), reverse, { id: parts[0]!.entryId, reason: "错户" });
  }
  const { all } = await standing(deps, receipt);
  for (const { id, rev, state } of all) {
    if (act === "issue" && state === "wanted") await issued(deps, id);
    if (act === "red") await runCommand(deps, caller(), redInvoice, { id, rev, reason: "重开" });
  }
}
