import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

let server: TestServer;
let finance: string;
let cashier: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  finance = (await server.signIn(["finance"])).cookie;
  cashier = (await server.signIn(["cashier"])).cookie;
});
afterAll(() => server.close());

let requests = 0;

function post(path: string, body: unknown, cookie = cashier) {
  requests += 1;
  return server.request(path, { cookie, body, key: `calendars-${requests}` });
}

const season = "2026-2027";
const LONGER = { from: "2026-11-15", to: "2027-03-31" };

function move(body: object, cookie = finance, id = season) {
  const why = { evidence: "冀建热〔2027〕2号", reason: "寒潮" };
  const path = `/api/seasons/${id}/calendar`;
  return post(path, { placeId: "b1", days: LONGER, ...why, ...body }, cookie);
}

async function signed(unitId: string): Promise<string> {
  const household = await post("/api/households", registration(String(requests), { unitId }));
  const terms = { season, holder: "王小明", signedOn: "2026-10-20" };
  await post(`/api/households/${household.body.id}/contracts`, { rev: 1, ...terms });
  return household.body.id;
}

async function days(householdId: string) {
  const path = `/api/households/${householdId}/contracts`;
  return (await server.request(path, { cookie: cashier })).body[0].days;
}

test("a season is lengthened for one branch though contracts stand on it, and back", async () => {
  const [mine, other] = [await signed("b1-u1"), await signed("b2-u1")];
  const own = { from: "2026-11-15", to: "2027-03-15", days: 121 };
  const moved = await move({});
  expect(moved.body).toMatchObject({
    rev: 1,
    place: "b1",
    versions: [{ version: 1, days: { ...LONGER, days: 137 }, evidence: "冀建热〔2027〕2号" }],
  });
  expect(await days(mine)).toEqual({ ...LONGER, days: 137 });
  expect(await days(other)).toEqual(own);
  const building = { placeId: "b1-s-3", days: { ...LONGER, to: "2027-04-05" } };
  await move(building);
  expect(await days(mine)).toMatchObject({ to: "2027-04-05" });
  await move({ ...building, rev: 1, days: null });
  expect(await days(mine)).toMatchObject(LONGER);
  // The inverse; what was said before stays.
  const back = await move({ rev: 1, days: null });
  expect(back.body.versions).toMatchObject([{ days: LONGER }, { days: null }]);
  expect(await days(mine)).toEqual(own);
  const list = await server.request("/api/season-calendars", { cookie: cashier });
  expect(list.body.map(({ placeId }: { placeId: string }) => placeId)).toEqual(["b1-s-3", "b1"]);
});

test.each([
  [{ placeId: "nowhere" }, "place-unknown"],
  [{ placeId: "h1" }, "place-unknown"],
  [{ placeId: "b2", days: { ...LONGER, to: "2026-12-31" } }, "season-dates-wrong"],
  [{ placeId: "b2", days: null }, "season-days-same"],
  [{ placeId: "b2", rev: 3 }, "changed-meanwhile"],
  [{ placeId: "b2", evidence: "" }, "bad-input"],
])("%j is refused with %s", async (part, code) => {
  expect((await move(part)).body.code).toBe(code);
});

test("an unknown season, and whoever may not", async () => {
  expect((await move({}, finance, "2030-2031")).body.code).toBe("not-found");
  expect((await move({}, cashier)).body.code).toBe("forbidden");
});

test("of two that move it at the same moment one is told to look again", async () => {
  const answers = await Promise.all([move({ placeId: "city" }), move({ placeId: "city" })]);
  const codes = new Set(answers.map(({ body }) => body.code ?? "moved"));
  expect(codes).toEqual(new Set(["changed-meanwhile", "moved"]));
});
