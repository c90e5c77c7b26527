import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { insertCity, registration } from "./city-fixture.ts";

let server: TestServer;
let finance: string;
let second: string;
let cashier: string;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  finance = (await server.signIn(["finance"])).cookie;
  second = (await server.signIn(["finance"])).cookie;
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

const why = { evidence: "冀建热〔2027〕2号", reason: "寒潮" };
const moving = { placeId: "b1", days: LONGER, ...why };

function ask(body: object, cookie = finance, id = season) {
  return post(`/api/seasons/${id}/calendar-request`, { ...moving, ...body }, cookie);
}

/** Asked for by one of finance, approved by another. */
async function move(body: object) {
  const { request } = (await ask(body)).body;
  const answer = await post(`/api/requests/${request.id}/approve`, { rev: request.rev }, second);
  return answer.body.request.state;
}

async function calendars() {
  const { body } = await server.request("/api/season-calendars", { cookie: cashier });
  return new Map(body.map((one: { placeId: string }) => [one.placeId, one]));
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
  expect(await move({})).toBe("executed");
  expect((await calendars()).get("b1")).toMatchObject({
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
  await move({ rev: 1, days: null });
  const versions = [{ days: LONGER, requestId: expect.any(String) }, { days: null }];
  expect((await calendars()).get("b1")).toMatchObject({ versions });
  expect(await days(mine)).toEqual(own);
  expect([...(await calendars()).keys()]).toEqual(["b1-s-3", "b1"]);
});

test("what it would come to is shown, by days and by how much it bears on", async () => {
  const preview = await post(`/api/seasons/${season}/calendar-preview`, moving, finance);
  expect(preview.body).toMatchObject({
    steps: ["seasons.approve"],
    amountFen: 0,
    touches: [{ what: "households", count: 1 }],
    preview: {
      changes: [
        { field: "place", to: ["b1"] },
        {
          field: "season-days",
          from: ["2026-11-15 – 2027-03-15"],
          to: ["2026-11-15 – 2027-03-31"],
        },
        { field: "evidence", to: ["冀建热〔2027〕2号"] },
      ],
      entries: [],
      owed: [],
    },
  });
  const path = `/api/seasons/${season}/calendar-preview`;
  const city = await post(path, { ...moving, placeId: "city" }, finance);
  expect(city.body.touches).toEqual([
    { what: "households", count: 2 },
    { what: "contracts", count: 2 },
  ]);
  const station = await post(path, { ...moving, placeId: "b1-s" }, finance);
  expect(station.body.touches).toEqual([{ what: "households", count: 1 }]);
});

test("nobody approves what they asked for, nor whoever is not of finance", async () => {
  const { request } = (await ask({ rev: 2 })).body;
  const path = `/api/requests/${request.id}/approve`;
  expect((await post(path, { rev: request.rev }, finance)).body.code).toBe("own-request");
  expect((await post(path, { rev: request.rev }, cashier)).body.code).toBe("forbidden");
  const { cookie: manager } = await server.signIn(["hall-manager"]);
  expect((await post(path, { rev: request.rev }, manager)).body.code).toBe("out-of-scope");
  expect((await ask({ rev: 2 }, second)).body.code).toBe("request-pending");
  const withdraw = `/api/requests/${request.id}/withdraw`;
  await post(withdraw, { rev: request.rev, reason: "不用了" }, finance);
});

test("it goes back when the days above it were moved, not when a contract was signed", async () => {
  const nearer = { placeId: "b2-s", days: { ...LONGER, to: "2027-04-01" } };
  const [one, other] = [await ask(nearer), await ask({ ...nearer, placeId: "b2-s-3" })];
  await signed("b2-u1");
  const approve = ({ id, rev }: { id: string; rev: number }) =>
    post(`/api/requests/${id}/approve`, { rev }, second);
  expect((await approve(one.body.request)).body.request.state).toBe("executed");
  expect((await approve(other.body.request)).body.code).toBe("changed-since-approved");
});

test.each([
  [{ placeId: "nowhere" }, "place-unknown"],
  [{ placeId: "h1" }, "place-unknown"],
  [{ placeId: "b2", days: { ...LONGER, to: "2026-12-31" } }, "season-dates-wrong"],
  [{ placeId: "b2", days: null }, "season-days-same"],
  [{ placeId: "b2", rev: 3 }, "changed-meanwhile"],
  [{ placeId: "b1-s-3", rev: 2, days: null }, "season-days-same"],
  [{ placeId: "b2", evidence: "" }, "bad-input"],
])("%j is refused with %s", async (part, code) => {
  expect((await ask(part)).body.code).toBe(code);
});

test("an unknown season, and whoever may not", async () => {
  expect((await ask({}, finance, "2030-2031")).body.code).toBe("not-found");
  expect((await ask({}, cashier)).body.code).toBe("forbidden");
  const direct = await post(`/api/seasons/${season}/calendar`, moving, finance);
  expect(direct.status).toBe(404);
});

test("who moved it and why is for whoever sees the prices", async () => {
  const { cookie } = await server.signIn(["dispatcher"]);
  expect((await server.request("/api/season-calendars", { cookie })).status).toBe(403);
  expect((await server.request("/api/seasons", { cookie })).status).toBe(200);
});

test("of two that ask for it at the same moment one is told that it waits already", async () => {
  const answers = await Promise.all([ask({ placeId: "city" }), ask({ placeId: "city" }, second)]);
  const codes = new Set(answers.map(({ body }) => body.code ?? "asked"));
  expect(codes).toEqual(new Set(["request-pending", "asked"]));
});
