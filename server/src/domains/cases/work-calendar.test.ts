import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import * as it from "./fixture.ts";

let server: TestServer;
let supervisor: string;
beforeAll(async () => {
  server = await startTestServer();
  await it.furnish(server.deps);
  supervisor = (await server.signIn(["supervisor"])).cookie;
});
afterAll(() => server.close());

const PATH = "/api/work-calendar";
const spring = {
  opensMinute: 540,
  closesMinute: 1_020,
  holidays: ["2027-02-08", "2027-02-05"],
  workedWeekends: ["2027-02-14"],
};

const set = (body: object, cookie = supervisor) => server.request(PATH, { cookie, body });

/** Each day from the first of January on, so many of them. */
const days = (count: number) =>
  Array.from({ length: count }, (_, day) =>
    new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
  );

test("a plain week at first; set, read, seen by later deadlines, not by earlier ones", async () => {
  const first = await server.request(PATH, { cookie: supervisor });
  expect(first.body).toMatchObject({ rev: 0, opensMinute: 510, holidays: [] });
  const agent = (await server.signIn(["agent"])).cookie;
  const read = async (id: string) => {
    const { body } = await server.request(`/api/cases/${id}`, { cookie: agent });
    return { id, dueAt: resolveClock(body).due };
  };
  const file = async (key: string) => {
    const body = { category: "fee-question", description: "为什么这么多" };
    const filed = await server.request("/api/cases", { cookie: agent, body, key });
    return read(filed.body.id);
  };
  const before = await file("calendar-1");
  const today = Date.now() + 8 * 3_600_000;
  const week = Array.from({ length: 14 }, (_, day) =>
    new Date(today + day * 86_400_000).toISOString().slice(0, 10),
  );
  const answer = await set({ ...spring, rev: 0, workedWeekends: [], holidays: week });
  expect([answer.status, answer.body.rev]).toEqual([200, 1]);
  expect((await file("calendar-2")).dueAt).toBeGreaterThan(before.dueAt + 7 * 86_400_000);
  expect(await read(before.id)).toEqual(before);
});

test("whoever saw an older one is told; the same again is no change", async () => {
  const { rev } = (await server.request(PATH, { cookie: supervisor })).body;
  const answer = await set({ ...spring, rev });
  const expected = { ...spring, rev: rev + 1, holidays: spring.holidays.toSorted() };
  expect(answer.body).toEqual(expected);
  expect((await set({ ...spring, rev: rev + 1 })).body).toEqual(expected);
  const other = await set({ ...spring, rev, opensMinute: 480 });
  expect([other.status, other.body.code]).toEqual([409, "changed-meanwhile"]);
  expect((await server.request(PATH, { cookie: supervisor })).body).toEqual(expected);
});

describe("refused", () => {
  test.each([
    ["closes before it opens", "hours-too-short", { closesMinute: 300 }],
    ["a day of a few minutes", "hours-too-short", { closesMinute: 545 }],
    ["a day both ways", "day-both", { workedWeekends: ["2027-02-08"] }],
    ["a Monday as a weekend", "not-a-weekend", { workedWeekends: ["2027-02-15"] }],
    ["a month without work", "free-too-long", { holidays: days(40), workedWeekends: [] }],
    ["a day that is none", "bad-input", { holidays: ["2027-02-30"] }],
    ["minutes of tomorrow", "bad-input", { closesMinute: 1_441 }],
  ])("%s: %s", async (_, code, given) => {
    const { rev } = (await server.request(PATH, { cookie: supervisor })).body;
    const answer = await set({ ...spring, rev, ...given });
    expect([answer.body.code, typeof answer.body.message]).toEqual([code, "string"]);
  });

  test("who is no supervisor, or one of a branch only", async () => {
    const dispatcher = await server.signIn(["dispatcher"]);
    expect((await set({ ...spring, rev: 0 }, dispatcher.cookie)).body.code).toBe("forbidden");
    const branch = await server.signIn(["supervisor"], it.inEast);
    expect((await set({ ...spring, rev: 0 }, branch.cookie)).body.code).toBe("out-of-scope");
  });
});
