import { describe, expect, test } from "vitest";
import type { StaffActor } from "../access/actor.ts";
import { fen } from "../kernel/money.ts";
import { instantOf } from "../kernel/time.ts";
import type { Entry } from "./entry.ts";
import { flawOfRefund } from "./refund-check.ts";
import { refundSeriesId, refuseReturn, type Refund } from "./refund.ts";

const NOON = instantOf(Date.parse("2026-11-23T04:00:00Z"));

const staff = (id: string, role: StaffActor["roles"][number]): StaffActor => ({
  kind: "staff",
  id,
  name: id,
  roles: [role],
  scope: { kind: "city" },
});

const refund: Refund = {
  id: "f1",
  rev: 2,
  state: "paid",
  accountId: "h1",
  lotId: "R-1",
  method: "card",
  amountFen: fen(40),
  reason: "搬走",
  asker: { id: "a", name: "a" },
  office: "hall-1",
  approvedAt: NOON,
  paid: {
    number: "TF-1-2026-000001",
    entryId: "e2",
    bookedOn: "2026-11-23",
    at: NOON,
    by: { id: "c", name: "c" },
    office: "hall-1",
  },
};
const cash: Refund = { ...refund, method: "cash" };
const { paid: _, ...notPaid } = refund;
const tomorrow = instantOf(NOON + 86_400_000);

describe("who takes a refund back", () => {
  test.each([
    ["whoever paid it out, that day", "c", "cashier", cash, NOON, false, null],
    [
      "not before it was paid out",
      "c",
      "cashier",
      { ...notPaid, state: "due" },
      NOON,
      false,
      "refund-not-paid",
    ],
    [
      "not what was dropped",
      "f",
      "finance",
      { ...notPaid, state: "dropped" },
      NOON,
      false,
      "refund-not-paid",
    ],
    [
      "not twice",
      "d",
      "cashier",
      { ...cash, state: "returned" },
      tomorrow,
      true,
      "already-reversed",
    ],
    ["no colleague", "d", "cashier", refund, tomorrow, true, "not-own-refund"],
    ["not the next day", "c", "cashier", refund, tomorrow, true, "not-same-day"],
    ["not once the till is counted", "c", "cashier", cash, NOON, true, "till-closed"],
    ["finance, at any time", "f", "finance", refund, tomorrow, false, null],
    ["of cash not finance, either", "f", "finance", cash, NOON, false, "not-own-refund"],
  ] as const)("%s", (_name, id, role, of, now, tillClosed, code) => {
    const answer = refuseReturn(staff(id, role), of as Refund, { now, tillClosed });
    expect(answer?.code ?? null).toBe(code);
  });
});

describe("a refund held against its entries", () => {
  const out = {
    id: "e2",
    streamId: "account/h1",
    refundId: "f1",
    bookedOn: "2026-11-23",
    office: "hall-1",
    detail: { kind: "refund" },
    lines: [
      { account: "money", amountFen: fen(-40), method: "card" },
      { account: "prepaid", amountFen: fen(40), lotId: "R-1" },
    ],
  } as unknown as Entry;
  const back = { ...out, id: "e3", reverses: "e2" } as Entry;
  const card = (amountFen: number) => [{ method: "card" as const, amountFen: fen(amountFen) }];
  const beside = { out, back: undefined, brought: card(100), refunded: card(40) };
  const ended = { entryId: "e3", at: NOON, by: { id: "c", name: "c" }, reason: "退票" };
  const returned: Refund = { ...refund, state: "returned", returned: ended };

  test.each([
    ["as it is", refund, {}, null],
    ["as it came back", returned, { back, refunded: [] }, null],
    ["taken over: no payment says how it came", refund, { brought: null }, null],
    ["due, with a number", { ...refund, state: "due" }, {}, "state"],
    ["paid, and said to have come back", { ...returned, state: "paid" }, { back }, "state"],
    ["no entry", refund, { out: undefined }, "entry"],
    ["of another refund", refund, { out: { ...out, refundId: "f2" } }, "entry"],
    ["of another account", { ...refund, accountId: "h2" }, {}, "entry"],
    ["of another payment", { ...refund, lotId: "R-2" }, {}, "entry"],
    ["by another way", cash, {}, "entry"],
    ["another sum", { ...refund, amountFen: fen(41) }, {}, "entry"],
    ["another day", refund, { out: { ...out, bookedOn: "2026-11-24" } }, "books"],
    ["another office", refund, { out: { ...out, office: "city" } }, "books"],
    ["a drawer for what is no cash", refund, { out: { ...out, shiftId: "s1" } }, "books"],
    ["come back, not said", refund, { back }, "return"],
    ["said to have come back", returned, {}, "return"],
    ["another undone", returned, { back: { ...back, reverses: "e9" } }, "return"],
    ["all that came", refund, { refunded: card(100) }, null],
    ["more than came", refund, { refunded: card(101) }, "sum"],
    [
      "by a way in which nothing came",
      refund,
      { brought: [{ ...card(100)[0]!, method: "bank" }] },
      "sum",
    ],
  ] as const)("%s", (_name, of, change, flaw) => {
    expect(flawOfRefund(of as Refund, { ...beside, ...(change as object) })).toBe(flaw);
  });
});

test("its series stands beside that of receipts", () => {
  expect(refundSeriesId("hall-xicheng", "2026-11-23")).toBe("TF-XICHENG-2026");
  expect(refundSeriesId(undefined, "2026-11-23")).toBe("TF-CITY-2026");
});
