import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import { instantOf } from "../kernel/time.ts";
import { pairUp } from "./choose.ts";
import { SKILLS, type Skills } from "./model.ts";
import {
  spokenRange,
  waitRange,
  type Serving,
  type SpokenRange,
  type QueueState,
  type Waiting,
} from "./wait.ts";

const NOW = instantOf(1_000_000_000);
const MINUTE = 60_000;
const BOTH: Skills = { fees: 2, repairs: 2 };

const agent = (state: Serving["state"], skills = BOTH, over: object = {}): Serving => {
  return { state, skills, ...over };
};
const talking = (count: number) => Array.from({ length: count }, () => agent("talking"));

function queue(length: number, skill: Waiting["skill"] = "fees"): Waiting[] {
  return Array.from({ length }, (_, place) => {
    const enteredAt = instantOf(NOW - (length - place) * 1_000);
    return { id: `${skill} ${place}`, skill, state: "waiting", enteredAt };
  });
}
const told = (state: QueueState, id: string) => {
  const range = waitRange(state, id, NOW);
  return range && spokenRange(range);
};
const handling = { fees: 4 * MINUTE, repairs: 4 * MINUTE };

test.each<[string, readonly Serving[], number, SpokenRange | null]>([
  ["nobody is at work", [agent("paused"), agent("offline")], 1, null],
  ["the one who talks pauses then", [agent("talking", BOTH, { pauseNext: "break" })], 1, null],
  ["an agent is ready", [agent("ready")], 1, { from: 0, to: 1 }],
  ["one talks", talking(1), 1, { from: 0, to: 15 }],
  ["ten talk", talking(10), 1, { from: 0, to: 2 }],
  ["the fifth, ten talk", talking(10), 5, { from: 0, to: 4 }],
  ["the twentieth, ten talk", talking(10), 20, { from: 5, to: 15 }],
  ["the fortieth, two talk", talking(2), 40, { from: 60, to: null }],
  [
    "the third, one is in another matter alone",
    [agent("talking", { repairs: 2 })],
    3,
    { from: 3, to: 30 },
  ],
])("%s", (_, agents, place, range) => {
  expect(told({ agents, calls: queue(place), handling }, `fees ${place - 1}`)).toEqual(range);
});

describe("with overflow", () => {
  const spare = (branchId?: string, over: Partial<Serving> = {}): Serving => ({
    ...agent("ready"),
    overflow: branchId === undefined ? {} : { branchId },
    ...over,
  });
  const waited = (seconds: number, branchIds: readonly string[] = []): Waiting => {
    const enteredAt = instantOf(NOW - seconds * 1_000);
    return { id: "c", skill: "fees", state: "waiting", enteredAt, branchIds };
  };
  const range = (agents: readonly Serving[], call: Waiting) =>
    waitRange({ agents, calls: [call], handling }, "c", NOW);

  test.each([
    ["alone, from its time on", [spare()], waited(10), { fromMs: 50_000, toMs: 50_000 }],
    ["at once, when that has come", [spare()], waited(60), { fromMs: 0, toMs: 0 }],
    ["of another branch there is none", [spare("b2")], waited(99, ["b1"]), null],
    ["of the own branch", [spare("b1")], waited(99, ["b1"]), { fromMs: 0, toMs: 0 }],
    ["paused", [spare(undefined, { state: "paused" })], waited(99), null],
    ["the hotline is ready", [agent("ready"), spare()], waited(0), { fromMs: 0, toMs: 0 }],
  ])("%s", (_, agents, call, expected) => {
    expect(range(agents, call)).toEqual(expected);
  });

  test("it shortens what the hotline alone would take, at most to its time", () => {
    const alone = range(talking(1), waited(10))!;
    const helped = range([...talking(1), spare()], waited(10))!;
    expect(helped.toMs).toBeLessThan(alone.toMs);
    expect(helped.fromMs).toBeLessThanOrEqual(alone.fromMs);
    expect(range([...talking(1), spare("b2")], waited(10, ["b1"]))).toEqual(alone);
  });
});

describe("there is no ground to say it", () => {
  test("without recent calls of its kind", () => {
    const calls = queue(1);
    expect(told({ agents: talking(1), calls, handling: {} }, "fees 0")).toBeNull();
    expect(told({ agents: talking(1), calls, handling: { repairs: MINUTE } }, "fees 0")).toBeNull();
  });

  test("of a call that rings, talks or is unknown", () => {
    const calls = queue(1).map((call) => ({ ...call, state: "reserved" as const }));
    expect(told({ agents: talking(1), calls, handling }, "fees 0")).toBeNull();
    expect(told({ agents: talking(1), calls, handling }, "another")).toBeNull();
  });
});

/** Any queue and desks. */
function drawn(seed: number): QueueState {
  const random = seededRandom(seed);
  const upTo = (most: number) => Math.floor(random.next() * (most + 1));
  const states = ["ready", "reserved", "talking", "wrap-up", "paused"] as const;
  const skills = () =>
    Object.fromEntries(SKILLS.flatMap((one) => (upTo(3) ? [[one, 1 + upTo(2)]] : [])));
  return {
    agents: Array.from({ length: upTo(12) }, () =>
      agent(states[upTo(4)]!, skills(), upTo(2) ? {} : { overflow: {} }),
    ),
    calls: Array.from({ length: 2 + upTo(30) }, (_, place): Waiting => {
      const enteredAt = instantOf(NOW - upTo(300) * 1_000);
      return { id: `${place}`, skill: SKILLS[upTo(1)]!, state: "waiting", enteredAt };
    }),
    handling: { fees: (1 + upTo(9)) * MINUTE, repairs: (1 + upTo(9)) * MINUTE },
  };
}
const seeds = Array.from({ length: 300 }, (_, seed) => seed + 1);

test("whoever came earlier for the same waits no longer", () => {
  for (const seed of seeds) {
    const state = drawn(seed);
    const inOrder = state.calls.toSorted(
      (a, b) => a.enteredAt - b.enteredAt || (a.id < b.id ? -1 : 1),
    );
    const fees = inOrder.filter(({ skill }) => skill === "fees");
    const ranges = fees.map(({ id }) => waitRange(state, id, NOW));
    for (const [place, range] of ranges.entries()) {
      const next = ranges[place + 1];
      if (!range || !next) continue;
      expect(next.fromMs, `seed ${seed}`).toBeGreaterThanOrEqual(range.fromMs);
      expect(next.toMs, `seed ${seed}`).toBeGreaterThanOrEqual(range.toMs);
    }
  }
});

test("with one agent fewer nobody waits less, and the range is one", () => {
  for (const seed of seeds) {
    const state = drawn(seed);
    const [, ...agents] = state.agents;
    for (const { id } of state.calls) {
      const range = waitRange(state, id, NOW);
      const less = waitRange({ ...state, agents }, id, NOW);
      if (range === null) continue;
      expect(range.fromMs).toBeLessThanOrEqual(range.toMs);
      if (less === null) continue;
      expect(less.fromMs, `seed ${seed}`).toBeGreaterThanOrEqual(range.fromMs);
      expect(less.toMs, `seed ${seed}`).toBeGreaterThanOrEqual(range.toMs);
    }
  }
});

/** How often callers were served within what they were told, all calls distributed by the rule. */
function kept(seed: number, skillsOf: (place: number) => Skills, overflowFrom = 8): number {
  const random = seededRandom(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  const means = { fees: 3 * MINUTE, repairs: 5 * MINUTE };
  const desks = Array.from({ length: 8 }, (_, place) => {
    const idle = { id: `a${place}`, skills: skillsOf(place), until: 0, idleSince: instantOf(0) };
    return place < overflowFrom ? idle : { ...idle, overflow: {} };
  });
  const waiting: (Waiting & { passed: string[]; promised?: SpokenRange | null })[] = [];
  let [right, promises, next] = [0, 0, 0];
  for (let now = 0; now < 20 * 3_600_000; now += 1_000) {
    const at = instantOf(now);
    while (next <= now) {
      const id = `c${String(next).padStart(12, "0")}`;
      const skill = SKILLS[random.next() < 0.6 ? 0 : 1];
      waiting.push({ id, skill, state: "waiting", enteredAt: at, passed: [] });
      // As much as eight agents can take, now and then more.
      next += exponential(now % (4 * 3_600_000) < 3_600_000 ? 22_000 : 32_000);
    }
    const ready = desks.filter(({ until }) => until <= now);
    for (const { callId, agentId } of pairUp(waiting, ready, at)) {
      const place = waiting.findIndex(({ id }) => id === callId);
      const [call] = waiting.splice(place, 1);
      const desk = desks.find(({ id }) => id === agentId)!;
      desk.until = now + 2_000 + exponential(means[call!.skill]);
      desk.idleSince = instantOf(desk.until);
      if (!call?.promised) continue;
      const minutes = (now - call.enteredAt) / MINUTE;
      const { from, to } = call.promised;
      promises += 1;
      if (minutes >= from && minutes <= (to ?? Infinity)) right += 1;
    }
    const agents = desks.map(({ until, skills, ...desk }) =>
      agent(until <= now ? "ready" : "talking", skills, desk),
    );
    for (const call of waiting.filter(({ promised }) => promised === undefined)) {
      const range = waitRange({ agents, calls: waiting, handling: means }, call.id, at);
      call.promised = range && spokenRange(range);
    }
  }
  expect(promises).toBeGreaterThan(500);
  return right / promises;
}

test.each([
  ["everybody can do all", () => BOTH],
  [
    "half of them are for one matter alone",
    (place: number) => (place % 2 ? BOTH : { fees: 3 as const }),
  ],
  [
    "the two matters have agents of their own",
    (place: number): Skills => (place % 2 ? { repairs: 3 } : { fees: 3 }),
  ],
])("in a simulated week, where %s, four fifths are served within it", (_, skillsOf) => {
  for (const seed of [1, 2, 3]) expect(kept(seed, skillsOf), `seed ${seed}`).toBeGreaterThan(0.8);
});

test("in such a week with two of overflow, four fifths are served within it", () => {
  for (const seed of [1, 2, 3])
    expect(
      kept(seed, () => BOTH, 6),
      `seed ${seed}`,
    ).toBeGreaterThan(0.8);
});
