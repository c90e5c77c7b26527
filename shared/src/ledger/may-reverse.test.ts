import { expect, test } from "vitest";
import { mayReverse, type Reverser } from "./may-reverse.ts";
import type { EntryDetail } from "./model.ts";

const HOUR = 3_600_000;
/** 23:30 in the city. */
const LATE = Date.parse("2026-11-23T15:30:00Z");

const payment: EntryDetail = {
  kind: "payment",
  method: "cash",
  amountFen: 100,
  allocations: [],
  prepaidFen: 100,
  receiptNumber: "XICHENG-2026-000001",
  hallId: "hall-1",
};
const applied: EntryDetail = { kind: "applied", allocations: [] };

const finance: Reverser = { id: "f", reach: { kind: "everything" } };
const manager: Reverser = { id: "m", reach: { kind: "hall", hallId: "hall-1" } };
const nextDoor: Reverser = { id: "m", reach: { kind: "hall", hallId: "hall-2" } };
const ofAll: Reverser = { id: "m", reach: { kind: "hall", hallId: undefined } };
const cashier: Reverser = { id: "c", reach: { kind: "own" } };
const colleague: Reverser = { id: "d", reach: { kind: "own" } };
const agent: Reverser = { id: "a", reach: { kind: "nothing" } };

test.each<[string, Reverser, EntryDetail, number, string | null]>([
  ["finance, anything, any day", finance, applied, 400 * 24 * HOUR, null],
  ["the manager of the hall, any day", manager, payment, 400 * 24 * HOUR, null],
  ["the manager of another hall", nextDoor, payment, 0, "other-hall"],
  ["a manager of all halls", ofAll, payment, 0, null],
  ["a manager, what is no payment", manager, applied, 0, "forbidden"],
  ["the cashier who took it", cashier, payment, 29 * 60_000, null],
  ["the cashier who took it, past midnight", cashier, payment, 30 * 60_000, "not-same-day"],
  ["the cashier, what is no payment", cashier, applied, 0, "forbidden"],
  ["a colleague", colleague, payment, 0, "not-own-payment"],
  ["a colleague, the next day", colleague, payment, 24 * HOUR, "not-own-payment"],
  ["who may not at all", agent, payment, 0, "forbidden"],
])("%s", (_, who, detail, later, expected) => {
  const answer = mayReverse(who, { detail, actorId: "c", at: LATE }, LATE + later);
  expect(answer?.code ?? null).toBe(expected);
});
