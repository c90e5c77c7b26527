import { afterAll, beforeAll, expect, test } from "vitest";
import type { Household } from "@warmline/shared/households/model.ts";
import { indexed, startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer({ AREA_CODE: "0352" });
  await insertCity(server.deps.store);
  cookie = (await server.signIn(["cashier", "agent"], { kind: "branch", branchId: "b1" })).cookie;
});
afterAll(() => server.close());

let keys = 0;

async function registered(room: string, phones: readonly string[]): Promise<Household> {
  const people = [{ name: "翠湖社区居委会", relation: "contact", phones }];
  const body = registration(room, { people });
  const answer = await server.request("/api/households", { cookie, body, key: `room-${room}` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Household;
}

async function ringing(phone: string): Promise<string[]> {
  const asked = { cookie, body: { phone } };
  const { body } = await server.request("/api/households/by-phone", asked);
  return body.map(({ id }: Household) => id);
}

test("a landline typed without an area code is the city's, and rings in any writing", async () => {
  const { id, phones } = await registered("901", ["2345678"]);
  expect(phones).toEqual(["+863522345678"]);
  for (const text of ["2345678", "0352-2345678", "+863522345678"]) {
    expect(await ringing(text), text).toEqual([id]);
  }
});

test("an extension is kept with its person, and the line finds them without it", async () => {
  const { id, people, phones } = await registered("902", ["0352-2345679-801", "2345679转802"]);
  expect(people[0]?.phones).toEqual(["+863522345679;ext=801", "+863522345679;ext=802"]);
  expect(phones).toEqual(["+863522345679"]);
  expect(await ringing("03522345679")).toEqual([id]);
  expect(await ringing("2345679-803")).toEqual([id]);
  for (const text of ["2345679", "2345679-801", "0352-2345679", "3522345679"]) {
    await indexed(server.deps);
    const asked = { cookie, body: { q: text } };
    const { body } = await server.request("/api/households/search", asked);
    expect(
      body.rows.map((row: Household) => row.id),
      text,
    ).toEqual([id]);
  }
});

test("a case called in from a line is its household's", async () => {
  const { number } = await registered("903", ["2345680转801"]);
  const body = {
    contact: { name: "居委会", phone: "2345680" },
    category: "not-warm",
    urgency: "normal",
    description: "三户不热",
  };
  const filed = await server.request("/api/cases", { cookie, body, key: "case-of-a-line" });
  expect(filed.status, JSON.stringify(filed.body)).toBe(200);
  const path = `/api/cases/${filed.body.id}`;
  const { body: detail } = await server.request(path, { cookie });
  expect(JSON.stringify(detail)).toContain(number);
});

test.each(["888室", "0888", "八八八", "八百八十八", "８８８户"])(
  "a flat registered as 888 is taken for %s, too",
  async (room) => {
    const ask = (body: object) =>
      server.request("/api/households", { cookie, body, key: `flat-key-${keys++}` });
    const first = await ask(registration("888"));
    expect(first.status === 200 || first.body.code === "address-taken").toBe(true);
    expect((await ask(registration(room))).body.code).toBe("address-taken");
  },
);
