import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { EPOCH } from "../kernel/time.ts";
import type { Entry } from "./entry.ts";
import type { Tender } from "./lines.ts";
import { flawOfPayment } from "./payment-check.ts";
import type { Payment } from "./payment.ts";

const tender = (method: Tender["method"], amountFen: number): Tender => ({
  method,
  amountFen: fen(amountFen),
});

/** ¥5 of household a and ¥3 of b, by card for ¥6 and in cash for the rest. */
const payment: Payment = {
  id: "XICHENG-2025-000001",
  rev: 1,
  bookedOn: "2025-11-01",
  tenders: [tender("card", 600), { ...tender("cash", 200), givenFen: fen(500) }],
  channel: { kind: "counter" },
  officeId: "hall-xicheng",
  takenBy: "c",
  shiftId: "s",
  parts: [
    { accountId: "a", entryId: "e1", amountFen: fen(500) },
    { accountId: "b", entryId: "e2", amountFen: fen(300) },
  ],
};

function entry(id: string, accountId: string, ...money: Tender[]): Entry {
  const cash = money.some(({ method }) => method === "cash");
  return {
    id,
    rev: 1,
    streamId: `account/${accountId}`,
    seq: 1,
    at: EPOCH,
    bookedOn: "2025-11-01",
    office: "hall-xicheng",
    ...(cash ? { shiftId: "s" } : {}),
    paymentId: payment.id,
    detail: { kind: "payment", channel: "counter" },
    lines: money.map((one) => ({ account: "money" as const, ...one })),
    hash: "",
  };
}
const first = entry("e1", "a", tender("card", 500));
const second = entry("e2", "b", tender("card", 100), tender("cash", 200));

test("a payment in two ways for two households is what its entries say", () => {
  expect(flawOfPayment(payment, [first, second])).toBeNull();
});

test("one of a time before books and tills is, too", () => {
  const { office: _o, shiftId: _s, ...before } = second;
  const { officeId: _f, shiftId: _t, ...taken } = payment;
  expect(flawOfPayment(taken, [entry("e1", "a", tender("card", 500)), before])).toBe("books");
  const { office: _b, ...earlier } = first;
  expect(flawOfPayment(taken, [earlier, before])).toBeNull();
});

test.each([
  ["the bank's day", { effectiveOn: "2025-10-20" }, { effectiveOn: "2025-10-20" }],
  ["the day of the books, which entries do not repeat", { effectiveOn: "2025-11-01" }, {}],
])("one that counts from %s is, too", (_, stated, kept) => {
  const own = [first, second].map((one) => ({ ...one, ...kept }));
  expect(flawOfPayment({ ...payment, ...stated }, own)).toBeNull();
});

test.each<[string, Partial<Payment>, Entry[], string]>([
  ["an entry that is gone", {}, [first], "parts"],
  ["another household's", {}, [first, { ...second, streamId: "account/c" }], "parts"],
  ["another receipt's", {}, [first, { ...second, paymentId: "other" }], "parts"],
  [
    "one that is no payment",
    {},
    [first, { ...second, detail: { kind: "prepaymentApplied" } }],
    "parts",
  ],
  ["another amount", {}, [first, entry("e2", "b", tender("cash", 200))], "parts"],
  ["one entry for two parts", { parts: [payment.parts[0]!, payment.parts[0]!] }, [first], "parts"],
  ["a method that never came", { tenders: [tender("card", 800)] }, [first, second], "tenders"],
  [
    "more by one, less by another",
    { tenders: [tender("card", 500), tender("cash", 300)] },
    [first, second],
    "tenders",
  ],
  ["another day", { bookedOn: "2025-11-02" }, [first, second], "books"],
  ["another value date", { effectiveOn: "2025-10-20" }, [first, second], "books"],
  [
    "a value date of an entry alone",
    {},
    [{ ...first, effectiveOn: "2025-10-20" }, second],
    "books",
  ],
  ["another hall", { officeId: "hall-nancheng" }, [first, second], "books"],
  ["another drawer", { shiftId: "t" }, [first, second], "books"],
  ["a card's entry in a drawer", {}, [{ ...first, shiftId: "s" }, second], "books"],
])("%s is found", (_, change, entries, flaw) => {
  expect(flawOfPayment({ ...payment, ...change }, entries)).toBe(flaw);
});
