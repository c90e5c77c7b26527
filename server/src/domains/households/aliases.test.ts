import { afterAll, beforeAll, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { indexed, startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  cookie = (await server.signIn(["cashier"], { kind: "hall", hallId: "h1" })).cookie;
});
afterAll(() => server.close());

let requests = 0;

function post(path: string, body: unknown) {
  requests += 1;
  return server.request(path, { cookie, body, key: `aliases-${requests}` });
}

async function registered(): Promise<Household> {
  return (await post("/api/households", registration(String(requests)))).body;
}

function add(of: { id: string; rev: number }, number: string, scheme = "card") {
  return post(`/api/households/${of.id}/aliases`, { rev: of.rev, scheme, number });
}

function remove(of: { id: string; rev: number }, number: string, scheme = "card") {
  const body = { rev: of.rev, scheme, number, reason: "挂失" };
  return post(`/api/households/${of.id}/aliases/remove`, body);
}

const byNumber = (number: string) =>
  server.request(`/api/households/by-number/${encodeURIComponent(number)}`, { cookie });
async function searched(q: string): Promise<string[]> {
  await indexed(server.deps);
  const { body } = await post("/api/households/search", { q });
  return body.rows.map(({ id }: Household) => id);
}

test("is claimed once, given up and taken by another", async () => {
  const [one, other] = [await registered(), await registered()];
  const added = await add(one, "6222 0200 1234");
  expect(added.body).toMatchObject({
    rev: 2,
    aliases: [{ scheme: "card", number: "622202001234" }],
  });
  const taken = await add(other, "６２２２０２００１２３４");
  expect(taken.body).toMatchObject({ code: "alias-taken" });
  // It may be another branch's: whose it is finds the search, for whoever may see it.
  expect(JSON.stringify(taken.body)).not.toContain(one.number);
  expect((await remove(other, "622202001234")).body.code).toBe("alias-unknown");
  expect((await remove(added.body, "622202001234")).body).toMatchObject({ rev: 3, aliases: [] });
  expect((await add(other, "622202001234")).body.aliases).toHaveLength(1);
  // The inverse: back, once it is free again.
  expect((await add({ id: one.id, rev: 3 }, "622202001234")).body.code).toBe("alias-taken");
});

test("of five that take it at the same moment one has it", async () => {
  const households = await Promise.all(Array.from({ length: 5 }, registered));
  const answers = await Promise.all(households.map((one) => add(one, "7000001", "meter")));
  expect(answers.map(({ status }) => status).toSorted((one, two) => one - two)).toEqual([
    200, 409, 409, 409, 409,
  ]);
});

test("finds the household as one types, and at doors that ask for a number", async () => {
  const one = await registered();
  await add(one, "0098-765X", "legacy");
  expect((await byNumber("0098-765x")).body).toMatchObject({ id: one.id });
  expect(await searched("0098-76")).toEqual([one.id]);
  const account = "/api/households/by-number/0098-765X/account";
  const agent = await server.signIn(["agent"]);
  const looked = await server.request(account, { cookie: agent.cookie });
  expect(looked.body.household.id).toBe(one.id);
  await remove({ id: one.id, rev: 2 }, "0098-765X", "legacy");
  expect((await byNumber("0098-765X")).body.code).toBe("not-found");
  expect(await searched("0098-76")).toEqual([]);
});

test("a number that names one by its card and another by its meter names nobody", async () => {
  const [one, other] = [await registered(), await registered()];
  await add(one, "88800123", "card");
  expect((await byNumber("88800123")).body.id).toBe(one.id);
  await add(other, "88800123", "meter");
  expect((await byNumber("88800123")).body.code).toBe("not-found");
});

test("what is no number is refused, and more than twenty are", async () => {
  const one = await registered();
  expect((await add(one, "12/34")).body.code).toBe("alias-wrong");
  for (let rev = 1; rev <= 20; rev += 1) await add({ id: one.id, rev }, `LIMIT-${rev}`);
  expect((await add({ id: one.id, rev: 21 }, "LIMIT-21")).body.code).toBe("aliases-full");
});
