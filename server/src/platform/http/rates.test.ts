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

test("passwords are guessed by address, whatever cookies come with them", async () => {
  const own = await ownServer({ RATE_GUESS_PER_MINUTE: "3" });
  let round = 0;
  const guess = () =>
    own.request("/api/sign-in", {
      cookie: `warmline=invented-${(round += 1)}`,
      body: { login: `nobody${round}`, password: "nothing" },
    });
  expect(await times(5, guess)).toEqual([401, 401, 401, 429, 429]);
});

test("invented cookies do not go on forever", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "4" });
  let round = 0;
  const invent = () => own.request("/api/me", { cookie: `warmline=invented-${(round += 1)}` });
  expect(await times(6, invent)).toEqual([401, 401, 401, 401, 429, 429]);
});

test("calls that were let in do not count as turned away", async () => {
  const own = await ownServer({ RATE_READ_PER_MINUTE: "3" });
  const [one, other] = [await own.signIn(["agent"]), await own.signIn(["agent"])];
  const me = (cookie: string) => () => own.request("/api/me", { cookie });
  const nobody = me("warmline=invented");
  expect(await times(3, me(one.cookie))).toEqual([200, 200, 200]);
  expect(await times(2, nobody)).toEqual([401, 401]);
  expect(await times(1, me(other.cookie))).toEqual([200]);
  expect(await times(1, nobody)).toEqual([401]);
  const turnedAway = await own.request("/api/me", { cookie: other.cookie });
  expect(turnedAway.status).toBe(429);
  expect(Number(turnedAway.headers.get("retry-after"))).toBeGreaterThan(0);
});
