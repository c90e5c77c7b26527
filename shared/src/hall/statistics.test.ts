import { expect, test } from "vitest";
import { assert } from "../kernel/assert.ts";
import { seededRandom, type Random } from "../kernel/ids.ts";
import { instantOf, later, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { hallStatistics, spread } from "./statistics.ts";
import { transferTicket } from "./transfer.ts";
import {
  abandonTicket,
  callTicket,
  finishTicket,
  missTicket,
  reinsertTicket,
  serveTicket,
  unfinishTicket,
  voidTicket,
  type Desk,
} from "./queue-ticket.ts";
import type { QueueTicket } from "./model.ts";

const START = instantOf(Date.parse("2026-11-23T01:00:00Z"));

test.each([
  [[], [null, null, null]],
  [[1000], [1, 1, 1]],
  [
    [4000, 1000, 2000],
    [2, 2, 4],
  ],
  [Array.from({ length: 10 }, (_, index) => (index + 1) * 1000), [6, 5, 9]],
])("spread of %j", (values, [mean, median, p90]) => {
  expect(spread(values)).toEqual({
    count: values.length,
    meanSeconds: mean,
    medianSeconds: median,
    p90Seconds: p90,
  });
});

/** What somebody with a stopwatch would have written down beside the commands. */
interface Notes {
  readonly waits: number[];
  readonly services: Map<string, number[]>;
  state: QueueTicket["state"];
}

test.each(Array.from({ length: 30 }, (_, index) => index + 1))(
  "agrees with a stopwatch, seed %i",
  (seed) => {
    const random = seededRandom(seed);
    const days = Array.from({ length: 25 }, (_, index) => playTicket(random, index + 1));
    const statistics = hallStatistics(days.map(({ ticket }) => ticket));
    const [service] = statistics.services;
    const notes = days.map((day) => day.notes);
    const sumsOf = (one: Notes) => sum([...one.services.values()].flat());
    const services = notes.map(sumsOf).filter((value) => value !== null);
    expect(service).toMatchObject({
      serviceId: "A",
      taken: 25,
      served: notes.filter(({ state }) => state === "finished").length,
      noShow: notes.filter(({ state }) => state === "no-show").length,
      waiting: notes.filter(({ state }) => state === "waiting").length,
      wait: spread(notes.flatMap(({ waits }) => waits)),
      service: spread(services),
    });
    for (const counter of statistics.counters) {
      const here = notes.map((one) => sum(one.services.get(counter.id) ?? []));
      expect(counter.service).toEqual(spread(here.filter((value) => value !== null)));
    }
  },
);

function sum(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((all, value) => all + value, 0);
}

function playTicket(random: Random, sequence: number): { ticket: QueueTicket; notes: Notes } {
  let at = later(START, sequence * 1000);
  let ticket = freshTicket(sequence, at);
  const notes: Notes = { waits: [], services: new Map(), state: "waiting" };
  const pass = () => {
    const milliseconds = Math.floor(random.next() * 900_000);
    at = later(at, milliseconds);
    return milliseconds;
  };
  const become = (
    outcome: { ok: true; value: Body<QueueTicket> } | { ok: false; code: string },
  ) => {
    assert(outcome.ok, outcome.ok ? "" : outcome.code);
    ticket = { ...outcome.value, rev: ticket.rev + 1 };
  };
  const served = (desk: Desk, milliseconds: number) => {
    const list = notes.services.get(desk.counter.id) ?? [];
    notes.services.set(desk.counter.id, [...list, milliseconds]);
  };
  for (let round = 0; round < 4 && random.next() < 0.85; round += 1) {
    notes.waits.push(pass());
    const desk = () => deskOf(random.next() < 0.5 ? 1 : 2, at);
    const here = desk();
    become(callTicket(ticket, here, round + 1, { rule: "score", candidates: [] }));
    const onTheWay = pass();
    const now = () => ({ ...here, at });
    if (random.next() < 0.3) {
      become(missTicket(ticket, now()));
      if (random.next() < 0.4) break;
      pass();
      become(reinsertTicket(ticket, at, "end"));
      continue;
    }
    const pressed = random.next() < 0.7;
    if (pressed) become(serveTicket(ticket, now()));
    const atDesk = pressed ? pass() : onTheWay;
    if (pressed && random.next() < 0.2) {
      served(here, atDesk);
      const to = { serviceId: "A", counter: { id: "counter-3" } };
      become(transferTicket(ticket, to, at));
      continue;
    }
    served(here, atDesk);
    become(finishTicket(ticket, now()));
    if (random.next() < 0.3) {
      pass();
      become(unfinishTicket(ticket, now()));
      served(here, pass());
      become(finishTicket(ticket, now()));
    }
    break;
  }
  notes.state = ticket.state;
  return { ticket, notes };
}

function deskOf(number: number, at: Instant): Desk {
  return { counter: { id: `counter-${number}`, number }, staff: { id: "s", name: "s" }, at };
}

function freshTicket(sequence: number, at: Instant): QueueTicket {
  return {
    id: `t${sequence}`,
    rev: 1,
    hallId: "hall",
    day: "2026-11-23",
    series: "A",
    sequence,
    label: `A${sequence}`,
    serviceId: "A",
    priority: "normal",
    state: "waiting",
    takenAt: at,
    waitingSince: at,
    calls: 0,
    periods: [{ state: "waiting", serviceId: "A", from: at }],
    transfers: [],
  };
}

test("what was left over overnight counts for no time", () => {
  const called = callTicket(freshTicket(1, START), deskOf(1, later(START, 60_000)), 1, {
    rule: "score",
    candidates: [],
  });
  assert(called.ok, "called");
  const serving = serveTicket({ ...called.value, rev: 2 }, deskOf(1, later(START, 90_000)));
  assert(serving.ok, "serving");
  const ticket = { ...abandonTicket({ ...serving.value, rev: 3 }), rev: 4 };
  const [service] = hallStatistics([ticket]).services;
  expect(service).toMatchObject({ served: 1, service: { count: 0 }, wait: { count: 1 } });
});

test("a number counts as taken for its first service, wherever it was sent", () => {
  const called = callTicket(freshTicket(1, START), deskOf(1, later(START, 60_000)), 1, {
    rule: "score",
    candidates: [],
  });
  assert(called.ok, "waiting");
  const sent = transferTicket(
    { ...called.value, rev: 2 },
    { serviceId: "B" },
    later(START, 90_000),
  );
  assert(sent.ok, "in hand");
  const { services } = hallStatistics([{ ...sent.value, rev: 3 }]);
  expect(services).toMatchObject([
    { serviceId: "A", taken: 1, waiting: 0 },
    { serviceId: "B", taken: 0, waiting: 1 },
  ]);
});

test("a voided number was not taken, and waited for nobody", () => {
  const voided = voidTicket(freshTicket(1, START), later(START, 60_000));
  assert(voided.ok, "waiting");
  const { services, staff } = hallStatistics([{ ...voided.value, rev: 2 }]);
  expect(services).toMatchObject([{ taken: 0, waiting: 0, noShow: 0, wait: { count: 0 } }]);
  expect(staff).toEqual([]);
});
