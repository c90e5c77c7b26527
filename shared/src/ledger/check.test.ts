import { describe, expect, test } from "vitest";
import { emptyAccount, fold } from "./account.ts";
import { hashOf } from "./chain.ts";
import { canonical } from "../kernel/canonical.ts";
import { checkEntry } from "./check.ts";
import { Book, sha256 } from "./testing.ts";
import type { Entry, Line } from "./model.ts";

/** Charge, payment, reversal of the payment. */
const book = new Book();
book.charge("2025-2026");
book.reverse(book.pay(100));
const [charge, payment, reversal] = book.entries as [Entry, Entry, Entry];
const afterCharge = fold(emptyAccount("h1"), charge);
const afterPayment = fold(afterCharge, payment);

/** Rewritten with a hash that fits: only the meaning is wrong. */
function resealed(entry: Entry, change: Partial<Entry>): Entry {
  const next = { ...entry, ...change };
  return { ...next, hash: hashOf(next, sha256) };
}

function doubled(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, amountFen: line.amountFen * 2 }));
}

describe("checkEntry", () => {
  test.each([
    ["charge", emptyAccount("h1"), charge, null],
    ["payment", afterCharge, payment, null],
    ["reversal", afterPayment, reversal, payment],
  ])("%s is sound", (_name, before, entry, reversed) => {
    expect(checkEntry(before, entry, reversed, sha256)).toBeNull();
  });

  const { detail } = charge;
  if (detail.kind !== "charge") throw new Error("a charge");
  const cheaper = { ...detail, basis: detail.basis.map((one) => ({ ...one, price10k: 1 })) };

  test.each([
    ["sequence", emptyAccount("h1"), payment, null],
    ["sequence", { ...emptyAccount("h2"), id: "h2" }, charge, null],
    ["content", afterCharge, { ...payment, lines: doubled(payment.lines) }, null],
    ["content", afterCharge, { ...payment, actorName: "Somebody else" }, null],
    ["link", afterCharge, resealed(payment, { prevHash: "0".repeat(64) }), null],
    ["unbalanced", afterCharge, resealed(payment, { lines: payment.lines.slice(1) }), null],
    ["detail", afterCharge, resealed(payment, { lines: doubled(payment.lines) }), null],
    ["detail", emptyAccount("h1"), resealed(charge, { detail: cheaper }), null],
    ["reversal", afterPayment, reversal, null],
    ["reversal", afterPayment, reversal, charge],
    ["reversal", afterPayment, resealed(reversal, { lines: doubled(reversal.lines) }), payment],
  ] as const)("%s", (flaw, before, entry, reversed) => {
    expect(checkEntry(before, entry, reversed, sha256)).toBe(flaw);
  });
});

test("canonical JSON does not depend on the order of fields, nor on absent ones", () => {
  expect(canonical({ b: [1, { d: "x", c: null }], a: undefined })).toBe(
    '{"b":[1,{"c":null,"d":"x"}]}',
  );
  expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
});
