import { transferHousehold } from "@warmline/server/domains/ledger/balance-commands.ts";
import { closeDay } from "@warmline/server/domains/ledger/close-commands.ts";
import { keepSheet } from "@warmline/server/domains/ledger/day-sheet.ts";
import { caller, cashier, done, stream } from "@warmline/server/domains/ledger/testing.ts";
import { countTill } from "@warmline/server/domains/ledger/till-commands.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { DENOMINATIONS_FEN } from "@warmline/shared/ledger/cash.ts";
import { replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { formerAccountId } from "@warmline/shared/ledger/holder-account.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { bodyOf, chained, rewrite, type Scene } from "./scene.ts";

/** What breaks no hash of the journal by itself, but what its sums must come to. */

const SHIFT = `shift-${cashier.id}`;
const FORMER = formerAccountId("h1", 1);
const DAY = { office: "hall-xicheng", day: "2025-11-01" };

async function countedTill({ room }: Scene): Promise<void> {
  const pieces = DENOMINATIONS_FEN.map(() => 0);
  await done(room.deps, caller(cashier), countTill, { id: SHIFT, pieces, reason: "交款" });
}

/** A counted till that says something else than was counted. */
export async function tamperWithTill(scene: Scene): Promise<void> {
  await countedTill(scene);
  const shift = (await scene.room.deps.store.get(shifts, SHIFT))!;
  const counts = shift.counts.map((count) => ({ ...count, countedFen: count.countedFen + 100 }));
  await scene.raw.edit(shifts.name, SHIFT, { ...bodyOf(shift), counts });
}

/** A closed day that says something else than it came to. */
export async function tamperWithDay(scene: Scene): Promise<void> {
  const { deps } = scene.room;
  await countedTill(scene);
  await done(deps, caller(), closeDay, DAY);
  await keepSheet(deps, caller(), DAY);
  const id = booksId(DAY.office, DAY.day);
  const day = (await deps.store.get(books, id))!;
  const [closing] = day.closings;
  const { totals } = closing!.sheet!;
  const receipts = { ...totals.receipts, count: totals.receipts.count + 1 };
  const sheet = { ...closing!.sheet, totals: { ...totals, receipts } };
  await scene.raw.edit(books.name, id, { ...bodyOf(day), closings: [{ ...closing, sheet }] });
}

/** The first payment of household h1, which says something else than its entry. */
export function tamperWithPayment(change: (payment: Payment) => Partial<Payment>) {
  return async ({ raw, room }: Scene): Promise<void> => {
    const payment = (await room.deps.store.get(payments, "XICHENG-2025-000004"))!;
    await raw.edit(payments.name, payment.id, { ...bodyOf(payment), ...change(payment) });
  };
}

/** A payment for two households that says it was for the first one alone. */
export async function tamperWithPart({ raw, room }: Scene): Promise<void> {
  const parts = ["h0", "h1"].map((accountId) => ({ accountId, amountFen: fen(500) }));
  const tenders = [{ method: "cash", amountFen: fen(1_000) }] as const;
  const { paymentId } = await done(room.deps, caller(cashier), pay, { parts, tenders });
  const payment = (await room.deps.store.get(payments, paymentId))!;
  const less = { tenders: [{ method: "cash", amountFen: fen(500) }] };
  const body = { ...bodyOf(payment), ...less, parts: payment.parts.slice(0, 1) };
  await raw.edit(payments.name, paymentId, body);
}

/** What h1 owes stays with its former holder; answers the half in that account. */
async function movedBalance({ room: { deps } }: Scene): Promise<Entry> {
  const { rev } = (await deps.store.get(households, "h1"))!;
  const input = { id: "h1", rev, name: "赵六", from: DAY.day, evidence: "8号", reason: "买卖" };
  await done(deps, caller(), transferHousehold, { ...input, balances: "stay" });
  return (await stream(deps, FORMER))[0]!;
}

/** One half of a balance transfer taken away with its account: the debt is nobody's. */
export async function loseBalance(scene: Scene): Promise<void> {
  const half = await movedBalance(scene);
  await scene.raw.remove("entries", half.id);
  await scene.raw.remove("accounts", FORMER);
}

/** One half made smaller, in a chain that holds, with the account that it folds to. */
export async function lessenBalance({ raw, ...scene }: Scene): Promise<void> {
  const half = await movedBalance({ raw, ...scene });
  const lines = half.lines.map((line) => ({ ...line, amountFen: fen(Math.sign(line.amountFen)) }));
  const [forged] = chained([{ ...half, lines }]);
  await raw.edit("entries", half.id, bodyOf(forged!));
  const { id, ...account } = accountOf(replay(FORMER, [forged!]));
  await raw.edit("accounts", id, { ...account, auditId: half.auditId });
}

/** One half as if another command had made it: no hash says who made an entry. */
export async function reassignBalance({ raw, ...scene }: Scene): Promise<void> {
  const half = await movedBalance({ raw, ...scene });
  const forged = { ...half, auditId: scene.entries[0]!.auditId };
  await raw.edit("entries", half.id, bodyOf(forged));
}

/** The first charge once more, in a chain that holds, with the account that it folds to. */
export async function chargeTwice(scene: Scene): Promise<void> {
  const [charge] = scene.entries;
  const last = scene.entries.at(-1)!;
  const id = "charged-again";
  const lines = charge!.lines.map((line) =>
    line.itemId === undefined ? line : { ...line, itemId: `${id}/1` },
  );
  const again = { ...charge!, id, seq: last.seq + 1, at: later(last.at, 1), lines };
  await scene.raw.add("entries", id, bodyOf(again));
  await rewrite(scene, chained([...scene.entries, again]));
}
