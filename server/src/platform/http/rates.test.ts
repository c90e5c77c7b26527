import { expect, test } from "vitest";
import { ownServer } from "./testing.ts";

const times = async (count: number, call: () => Promise<{ status: number }>) => {
  const statuses: number[] = [];
  for (let round = 0; round < count; round += 1) statuses.push((await call()).status);
  return statuses;
};

test("whoever calls too often is told when to come again, a colleague is not", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "3" });
  const busy = await own.signIn(["agent"]);
  const calm = await own.signIn(["agent"]);
  const me = (who: string) => () => own.request("/api/me", { cookie: who });
  expect(await times(5, me(busy.cookie))).toEqual([200, 200, 200, 429, 429]);
  expect(await times(3, me(calm.cookie))).toEqual([200, 200, 200]);
  const headers = { "accept-language": "en" };
  const answer = await own.request("/api/me", { cookie: busy.cookie, headers });
  const seconds = Number(answer.headers.get("retry-after"));
  expect(answer.headers.get("ratelimit-policy")).toBe("3;w=60");
  expect(answer.headers.get("ratelimit")).toBe(`limit=3, remaining=0, reset=${seconds}`);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answer.body).toEqual({
    code: "too-many-requests",
    message: `Too many requests; try again in ${seconds} s`,
    detail: { seconds },
  });
});

test("a cookie beside it makes nobody somebody else", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "2" });
  const { cookie: one } = await own.signIn(["agent"]);
  const other = `${one}; theme=dark`;
  expect(await times(2, () => own.request("/api/me", { cookie: one }))).toEqual([200, 200]);
  expect(await times(1, () => own.request("/api/me", { cookie: other }))).toEqual([429]);
});

test("passwords are guessed by address and log-in, whatever cookies come with them", async () => {
  const own = await ownServer({ RATE_GUESS_PER_MINUTE: "3" });
  let round = 0;
  const guess = (login: string) => () =>
    own.request("/api/sign-in", {
      cookie: `warmline=invented-${(round += 1)}; warmline-browser=invented-${round}`,
      body: { login, password: "nothing" },
    });
  expect(await times(5, guess("nobody"))).toEqual([401, 401, 401, 429, 429]);
  expect(await times(3, guess("somebody"))).toEqual([401, 401, 401]);
});

test("a whole hall signs in within a minute from one address", async () => {
  const own = await ownServer({ RATE_GUESS_PER_MINUTE: "20" });
  const signIns = Array.from({ length: 24 }, () => own.signIn(["cashier"]));
  expect(await Promise.all(signIns)).toHaveLength(24);
});

test("where somebody has signed in before, a stranger's guesses do not count", async () => {
  const own = await ownServer({ RATE_WRITE_PER_MINUTE: "6" });
  const { login, password, browser } = await own.signIn(["agent"]);
  const guess = () => own.request("/api/sign-in", { body: { login: "x", password: "nothing" } });
  expect(await times(6, guess)).toEqual([401, 401, 401, 401, 401, 429]);
  const body = { login, password };
  expect((await own.request("/api/sign-in", { cookie: browser, body })).status).toBe(200);
});

test("invented cookies do not go on forever", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "4" });
  let round = 0;
  const invent = () => own.request("/api/me", { cookie: `warmline=invented-${(round += 1)}` });
  expect(await times(6, invent)).toEqual([401, 401, 401, 401, 429, 429]);
});

test("a stranger at one's own address shuts out nobody who was let in, nor the watch", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "3" });
  const { cookie } = await own.signIn(["agent"]);
  const me = (who: string) => () => own.request("/api/me", { cookie: who });
  expect(await times(5, me("warmline=invented"))).toEqual([401, 401, 401, 429, 429]);
  expect(await times(3, me(cookie))).toEqual([200, 200, 200]);
  const health = () => own.request("/api/health");
  expect(await times(6, health)).toEqual([200, 200, 200, 200, 200, 200]);
});

test("what a person may not do is turned away, too, and by the person", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "3" });
  const { cookie } = await own.signIn(["agent"]);
  const audit = () => own.request("/api/audit", { cookie });
  expect(await times(5, audit)).toEqual([403, 403, 403, 429, 429]);
});
