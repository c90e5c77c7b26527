import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { AlarmWatch } from "./alarm-watch.ts";
import { SECURITY_KINDS, type SecurityKind } from "./event.ts";

const START = 1_795_411_800_000;
const limits = { refusals: 10, strangers: 20, addresses: 3, households: 5, listed: 8 };
const person = {
  actorKind: "staff",
  actorId: "s1",
  actorName: "李娜",
  address: "10.0.0.7",
} as const;
const stranger = { ...person, actorKind: "public", actorId: "public" } as const;

function event(
  kind: SecurityKind,
  ms: number,
  count = 1,
  who: typeof person | typeof stranger = person,
) {
  const at = instantOf(START + ms);
  return { id: `e${ms}`, kind, at, until: at, count, ...who };
}

describe("refusals of one person", () => {
  test("raise one alarm at the threshold, whatever their kinds", () => {
    const watch = new AlarmWatch(limits);
    expect(watch.event(event("forbidden", 0))).toBeNull();
    expect(watch.event(event("out-of-scope", 1_000, 8))).toBeNull();
    const raised = watch.event(event("another-person", 2_000));
    expect(raised).toMatchObject({ rule: "many-refusals", actorId: "s1", count: 10, limit: 10 });
    // Further ones are of the same alarm.
    expect(watch.event(event("forbidden", 3_000))?.id).toBe(raised?.id);
  });

  test("do not in so many minutes", () => {
    const watch = new AlarmWatch(limits);
    for (let minute = 0; minute < 100; minute += 2) {
      expect(watch.event(event("forbidden", minute * 60_000))).toBeNull();
    }
  });

  test("of others, or what others did about them, are not theirs", () => {
    const watch = new AlarmWatch(limits);
    expect(watch.event(event("forbidden", 0, 9))).toBeNull();
    expect(watch.event({ ...event("forbidden", 1, 9), actorId: "s2" })).toBeNull();
    expect(watch.event(event("rights-changed", 2, 9))).toBeNull();
    expect(watch.event(event("password-reset", 2, 9))).toBeNull();
  });
});

test("strangers count by address, each with a threshold of its own", () => {
  const watch = new AlarmWatch(limits);
  expect(watch.event(event("not-signed-in", 0, 19, stranger))).toBeNull();
  const elsewhere = { ...event("wrong-signature", 1, 19, stranger), address: "10.0.0.8" };
  expect(watch.event(elsewhere)).toBeNull();
  expect(watch.event(event("sign-in-refused", 2, 1, stranger))).toMatchObject({
    rule: "many-strangers",
    address: "10.0.0.7",
    count: 20,
  });
});

test("break-glass is an alarm each time", () => {
  const watch = new AlarmWatch(limits);
  const [one, other] = [0, 1].map((ms) => watch.event(event("break-glass", ms)));
  expect(one).toMatchObject({ rule: "break-glass" });
  const about = "staff/s2";
  expect(watch.event({ ...event("break-glass", 2), about })).toMatchObject({ about });
  expect(other?.id).not.toBe(one?.id);
});

test("sign-ins count by address, not by number", () => {
  const watch = new AlarmWatch(limits);
  const from = (address: string, ms: number) =>
    watch.signIn({ ...person, address }, instantOf(START + ms));
  for (let ms = 0; ms < 100; ms += 1) expect(from("10.0.0.1", ms)).toBeNull();
  expect(from("10.0.0.2", 200)).toBeNull();
  expect(from("10.0.0.3", 300)).toMatchObject({ rule: "many-addresses", count: 3, limit: 3 });
});

describe("reading in bulk", () => {
  const look = (ms: number, household: string, more: object = {}) => ({
    id: `r${ms}`,
    at: instantOf(START + ms),
    actorKind: "staff" as const,
    actorId: "s1",
    actorName: "李娜",
    origin: "console 10.0.0.7",
    looks: [
      {
        what: "household" as const,
        subjects: [`households/${household}`, "cases/c1"],
        count: 2,
        times: 1,
        ...more,
      },
    ],
  });

  test("is so many different households in ten minutes, not one so many times", () => {
    const watch = new AlarmWatch(limits);
    for (let ms = 0; ms < 50; ms += 1) expect(watch.read(look(ms, "h1"))).toBeNull();
    for (const one of ["h2", "h3", "h4"]) expect(watch.read(look(100, one))).toBeNull();
    expect(watch.read(look(200, "h5"))).toMatchObject({
      rule: "many-households",
      address: "10.0.0.7",
      count: 5,
      limit: 5,
    });
  });

  test("rows of lists have a threshold of their own", () => {
    const watch = new AlarmWatch(limits);
    for (let n = 0; n < 7; n += 1) {
      expect(watch.read(look(n, `h${n}`, { list: true }))).toBeNull();
    }
    expect(watch.read(look(8, "h8", { list: true }))).toMatchObject({ count: 8, limit: 8 });
  });

  test("an agent's honest pace raises none", () => {
    const watch = new AlarmWatch({ ...limits, households: 60 });
    for (let n = 0; n < 200; n += 1) expect(watch.read(look(n * 30_000, `h${n}`))).toBeNull();
  });
});

test("of every kind it is known whether it counts", () => {
  const others = SECURITY_KINDS.filter(
    (kind) => new AlarmWatch({ ...limits, refusals: 1 }).event(event(kind, 0)) === null,
  );
  expect(others).toEqual(["locked-out", "password-refused", "password-reset", "rights-changed"]);
});
