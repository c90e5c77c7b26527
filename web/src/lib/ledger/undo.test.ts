import { expect, test } from "vitest";
import type { Role, StaffActor } from "@warmline/shared/access/actor.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/api.ts";
import { undoingOf } from "./undo.ts";

const ALONE = { eachFen: fen(100), dayFen: fen(500) };
const NOON = instantOf(Date.parse("2026-11-23T04:00:00Z"));

const paid: EntryAnswer = {
  id: "e",
  seq: 1,
  at: NOON,
  bookedOn: "2026-11-23",
  kind: "payment",
  lines: [{ account: "money", method: "cash", amountFen: fen(100) }],
  about: { zh: "", en: "" },
  steps: [],
  takenBy: "c",
  officeId: "hall-1",
  actorId: "c",
  actorName: "c",
  origin: "",
  hash: "",
};

const staff = (id: string, role: Role, hallId = "hall-1"): StaffActor => ({
  kind: "staff",
  id,
  name: id,
  roles: [role],
  scope: { kind: "hall", hallId },
});
const [own, colleague] = [staff("c", "cashier"), staff("d", "cashier")];
const elsewhere = staff("c", "cashier", "hall-2");

test.each([
  ["one's own payment is voided", own, paid, { how: "void" }],
  ["a colleague's is asked for", colleague, paid, { how: "ask" }],
  ["a manager reverses", staff("m", "hall-manager"), paid, { how: "reverse" }],
  ["counted, one's own is asked for", own, { ...paid, settled: "till-closed" }, { how: "ask" }],
  ["closed, one's own is asked for", own, { ...paid, settled: "day-closed" }, { how: "ask" }],
  [
    "counted elsewhere, it says why not",
    elsewhere,
    { ...paid, settled: "till-closed" },
    { how: null, barred: "other-hall" },
  ],
  [
    "moved in part, it says why not",
    staff("m", "hall-manager"),
    { ...paid, moved: true },
    { how: null, barred: "balance-moved" },
  ],
  ["one's own neither", own, { ...paid, moved: true }, { how: null, barred: "balance-moved" }],
  ["what was undone is offered no more", own, { ...paid, reversedBy: "f" }, { how: null }],
] as const)("%s", (_, actor, entry, expected) => {
  expect(undoingOf(actor, entry, NOON, ALONE)).toEqual(expected);
});

test("by the rule that holds, and not before it is known", () => {
  const manager = staff("m", "hall-manager");
  const smaller = { ...ALONE, eachFen: fen(99) };
  const how = [ALONE, smaller, null, undefined].map(
    (alone) => undoingOf(manager, paid, NOON, alone).how,
  );
  expect(how).toEqual(["reverse", "ask", "ask", null]);
});
