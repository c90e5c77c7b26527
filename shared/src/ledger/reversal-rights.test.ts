import { expect, test } from "vitest";
import type { StaffActor } from "../access/actor.ts";
import { refuseReversal, refuseVoid, type Undone } from "./reversal-rights.ts";
import { instantOf } from "../kernel/time.ts";

const HOUR = 3_600_000;
/** 23:30 in the city. */
const LATE = instantOf(Date.parse("2026-11-23T15:30:00Z"));

const payment: Undone = {
  kind: "payment",
  bookedOn: "2026-11-23",
  takenBy: "c",
  officeId: "hall-1",
};
const charge: Undone = { kind: "charge", bookedOn: "2026-11-23" };

function staff(id: string, role: StaffActor["roles"][number], hallId?: string): StaffActor {
  const scope =
    hallId === undefined ? { kind: "city" as const } : { kind: "hall" as const, hallId };
  return { kind: "staff", id, name: id, roles: [role], scope };
}

test.each([
  ["the cashier who took it", "c", 29 * 60_000, null],
  ["the cashier who took it, past midnight", "c", 30 * 60_000, "not-same-day"],
  ["a colleague", "d", 0, "not-own-payment"],
  ["a colleague, the next day", "d", 24 * HOUR, "not-own-payment"],
])("voids: %s", (_, id, later, expected) => {
  const answer = refuseVoid(staff(id, "cashier", "hall-1"), payment, instantOf(LATE + later));
  expect(answer?.code ?? null).toBe(expected);
});

test.each(["day-closed", "till-closed"] as const)(
  "voids nothing that is settled: %s",
  (settled) => {
    const answer = refuseVoid(staff("c", "cashier", "hall-1"), { ...payment, settled }, LATE);
    expect(answer).toMatchObject({ code: settled, detail: { day: "2026-11-23" } });
  },
);

test.each([
  ["finance, anything", staff("f", "finance"), charge, null],
  ["the manager of the hall", staff("m", "hall-manager", "hall-1"), payment, null],
  ["the manager of another hall", staff("m", "hall-manager", "hall-2"), payment, "other-hall"],
  ["a manager of all halls", staff("m", "hall-manager"), payment, null],
  ["a manager, what is no payment", staff("m", "hall-manager", "hall-1"), charge, "forbidden"],
  ["the cashier who took it", staff("c", "cashier", "hall-1"), payment, "forbidden"],
  ["who may not at all", staff("a", "agent"), payment, "forbidden"],
])("reverses: %s", (_, actor, undone, expected) => {
  expect(refuseReversal(actor, undone)?.code ?? null).toBe(expected);
});
