import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { CALL_POLICY, callingCounters, chooseNext, mayCall, runAfter } from "./choose.ts";
import type { Candidate, TicketPriority } from "./model.ts";
import { instantOf, later } from "../kernel/time.ts";

const MINUTE = 60_000;
const NOW = instantOf(1_000 * MINUTE);

function waited(label: string, minutes: number, priority: TicketPriority = "normal"): Candidate {
  return { ticketId: label, label, priority, waitingSince: later(NOW, -minutes * MINUTE) };
}

test.each<[string, Candidate[], number, string | null, string?]>([
  ["nobody waits", [], 0, null],
  ["the longest wait", [waited("A2", 3), waited("A1", 5)], 0, "A1", "score"],
  ["the same wait: the smaller label", [waited("A2", 5), waited("A1", 5)], 0, "A1", "score"],
  ["a senior's credit", [waited("A1", 9), waited("A2", 0, "senior")], 0, "A2", "score"],
  ["a credit is bounded", [waited("A1", 11), waited("A2", 0, "senior")], 0, "A1", "score"],
  ["the cap", [waited("A1", 1), waited("A2", 5, "senior")], 2, "A1", "priority-cap"],
  ["no cap without a normal one", [waited("A2", 5, "senior")], 2, "A2", "score"],
  ["the maximum", [waited("A1", 46), waited("A2", 44, "appointment")], 0, "A1", "max-wait"],
  ["the maximum over the cap", [waited("A1", 9), waited("A2", 45, "senior")], 2, "A2", "max-wait"],
])("%s", (_, candidates, run, ticketId, rule) => {
  expect(chooseNext(candidates, run, NOW)).toEqual(ticketId && { ticketId, rule });
});

test.each([
  ["its own service", "A", undefined, true],
  ["another service", "B", undefined, false],
  ["reserved for it, whatever the service", "B", "one", true],
  ["reserved for an open counter", "A", "two", false],
  ["reserved for a closed counter", "A", "three", true],
  ["reserved for a paused counter", "A", "four", true],
  ["reserved for a paused counter, another service", "B", "four", false],
])("who may be called: %s", (_, serviceId, reservedCounterId, allowed) => {
  const counter = { id: "one", serviceIds: ["A"] };
  const hallOfFour = [
    { id: "one", state: "open" },
    { id: "two", state: "open" },
    { id: "three", state: "closed" },
    { id: "four", state: "paused" },
  ] as const;
  const ticket = { serviceId, ...(reservedCounterId && { reservedCounterId }) };
  expect(mayCall(counter, ticket, callingCounters(hallOfFour))).toBe(allowed);
});

describe("over seeded streams of arrivals", () => {
  test.each(Array.from({ length: 40 }, (_, index) => index + 1))("seed %i", (seed) => {
    const calls = playDay(seed);
    expect(calls.length).toBeGreaterThan(50);
    expect(calls.filter(passedOverTheOverdue)).toEqual([]);
    expect(calls.filter(brokeTheCap)).toEqual([]);
  });
});

interface Call {
  readonly at: number;
  readonly called: Candidate;
  readonly waiting: readonly Candidate[];
  readonly run: number;
}

/** One counter, more people than it can serve, most of them with priority. */
function playDay(seed: number): Call[] {
  const random = seededRandom(seed);
  const calls: Call[] = [];
  let waiting: Candidate[] = [];
  let run = 0;
  for (let minute = 0, taken = 0; minute < 300; minute += 1) {
    const at = later(NOW, minute * MINUTE);
    while (random.next() < 0.35) {
      const priority = (["normal", "senior", "appointment"] as const)[
        Math.floor(random.next() * 3)
      ]!;
      const label = `A${String((taken += 1)).padStart(3, "0")}`;
      waiting.push({ ticketId: label, label, priority, waitingSince: at });
    }
    if (random.next() < 0.55) continue;
    const choice = chooseNext(waiting, run, at);
    const called = waiting.find(({ ticketId }) => ticketId === choice?.ticketId);
    if (called === undefined) continue;
    calls.push({ at, called, waiting, run });
    waiting = waiting.filter((one) => one !== called);
    run = runAfter(run, called.priority);
  }
  return calls;
}

/** Nobody over the maximum stays while somebody who has waited less is called. */
function passedOverTheOverdue({ at, called, waiting }: Call): boolean {
  const limit = at - CALL_POLICY.waitMinutesMax * MINUTE;
  return waiting.some((one) => one.waitingSince <= limit && one.waitingSince < called.waitingSince);
}

/**
 * After the cap's number of priority calls a waiting normal one comes, unless somebody is
 * overdue.
 */
function brokeTheCap({ at, called, waiting, run }: Call): boolean {
  const overdue = at - called.waitingSince >= CALL_POLICY.waitMinutesMax * MINUTE;
  const normal = waiting.some(({ priority }) => priority === "normal");
  return run >= CALL_POLICY.priorityCallsMax && normal && called.priority !== "normal" && !overdue;
}
