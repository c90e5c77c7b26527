import { describe, expect, test } from "vitest";
import { PLAIN_TARGET } from "./model.ts";
import { planDay } from "./plan.ts";
import { cameOf, correction, profileOf } from "./profile.ts";

const days = [
  { day: "2025-12-03", share: 0.75 },
  { day: "2025-12-02", share: 0.25 },
];
const answeredCalls = (
  day: string,
  place: number,
  offered: number,
  answered: number,
  seconds: number,
) => ({
  day,
  place,
  sums: {
    offered,
    answered,
    talkMs: seconds * 600,
    holdMs: seconds * 100,
    wrapUpMs: seconds * 300,
  },
});

describe("what similar days brought", () => {
  test("calls and handling time are weighed by the days' shares; other days are none of it", () => {
    const profile = profileOf(days, [
      answeredCalls("2025-12-03", 16, 8, 8, 8 * 200),
      answeredCalls("2025-12-02", 16, 16, 12, 12 * 300),
      answeredCalls("2025-12-03", 17, 4, 4, 4 * 200),
      answeredCalls("2025-11-30", 16, 500, 500, 500),
    ]);
    const [eight, half] = [0.75 * 8 + 0.25 * 16, 0.75 * 4];
    expect(profile.calls.slice(14, 20)).toEqual(
      [0, eight / 4, eight / 2 + half / 4, half / 2 + eight / 4, half / 4, 0].map((one) =>
        expect.closeTo(one, 12),
      ),
    );
    expect(profile.calls).toHaveLength(48);
    const handled = 0.75 * 12 * 200 + 0.25 * 12 * 300;
    expect(profile.handlingMs).toBeCloseTo((handled / 12) * 1_000, 6);
  });

  test("evened out a day keeps its sum, at its first and last half-hour too", () => {
    const { calls } = profileOf(days, [
      answeredCalls("2025-12-03", 0, 4, 4, 100),
      answeredCalls("2025-12-03", 47, 8, 8, 100),
    ]);
    expect(calls.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0.75 * 12, 12);
    expect([calls[0], calls[1], calls[46], calls[47]]).toEqual(
      [2.25, 0.75, 1.5, 4.5].map((one) => expect.closeTo(one, 12)),
    );
  });

  test("nobody answered: nothing tells how long a call takes", () => {
    const profile = profileOf(days, [{ day: "2025-12-03", place: 3, sums: { offered: 4 } }]);
    expect(profile.handlingMs).toBeNull();
    const plan = planDay({ profile, target: PLAIN_TARGET });
    expect(plan[3]).toEqual({
      place: 3,
      calls: 1.5,
      came: null,
      seats: null,
      rostered: null,
      serviceLevel: null,
    });
  });

  test("of two queues together what came is added up", () => {
    const came = cameOf([
      { place: 2, sums: { offered: 3 } },
      { place: 2, sums: { offered: 4 } },
      { place: 5, sums: { answered: 1 } },
    ]);
    expect([came[2], came[5], came.length]).toEqual([7, 0, 48]);
  });
});

describe("correction of a day that runs", () => {
  const expected = [10, 20, 30, 40];

  test.each([
    ["as foretold", [10, 20, 0, 0], 2, 1],
    ["nothing over yet", [0, 0, 0, 0], 0, 1],
    ["twice as many", [20, 40, 0, 0], 2, 80 / 50],
    ["nobody", [0, 0, 0, 0], 2, 20 / 50],
    ["what runs is none of it", [10, 20, 500, 0], 2, 1],
  ])("%s", (_, came, over, ratio) => {
    expect(correction(expected, came, over)).toBeCloseTo(ratio, 12);
  });

  test("the more has come, the nearer to what it shows", () => {
    const many = expected.map((one) => one * 100);
    const twice = many.map((one) => one * 2);
    expect(correction(many, twice, 4)).toBeGreaterThan(1.99);
  });
});

describe("a day's half-hours", () => {
  const profile = { calls: Array.from({ length: 48 }, () => 40), handlingMs: 180_000 };
  const came = Array.from({ length: 48 }, (_, place) => (place < 20 ? 60 : 7));
  const today = { place: 20, came, correction: 1.5, staffed: 7 };

  test("of tomorrow: calls, seats and people, no level and nothing that came", () => {
    const [first] = planDay({ profile, target: PLAIN_TARGET });
    // 4 erlangs: seven seats answer 80 % within 15 s, and thirty in a hundred are away.
    expect(first).toEqual({
      place: 0,
      calls: 40,
      came: null,
      seats: 7,
      rostered: 10,
      serviceLevel: null,
    });
  });

  test("of today: what is over as it was expected, what is to come as today shows", () => {
    const plan = planDay({ profile, target: PLAIN_TARGET, today });
    expect(plan[19]).toMatchObject({ calls: 40, came: 60, seats: 7, serviceLevel: null });
    expect(plan[20]).toMatchObject({ calls: 60, came: 7, seats: 9 });
    expect(plan[21]).toMatchObject({ calls: 60, came: null, seats: 9 });
    // 6 erlangs on seven seats.
    expect(plan[21]!.serviceLevel).toBeCloseTo(0.4352, 3);
  });

  test("fewer signed on than the load: nobody is answered in time", () => {
    const plan = planDay({ profile, target: PLAIN_TARGET, today: { ...today, staffed: 6 } });
    expect(plan[30]!.serviceLevel).toBe(0);
  });

  test("a harder target, or seats that are to be less busy, take more", () => {
    const seats = (change: object) =>
      planDay({ profile, target: { ...PLAIN_TARGET, ...change } })[0];
    expect(seats({ sharePercent: 95 })!.seats).toBeGreaterThan(7);
    expect(seats({ occupancyPercent: 50 })!.seats).toBe(8);
    expect(seats({ shrinkagePercent: 0 })!.rostered).toBe(7);
  });
});
