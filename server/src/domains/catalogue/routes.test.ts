import { afterAll, beforeAll, expect, test } from "vitest";
import { catalogues, CITY } from "@warmline/shared/catalogue/catalogue.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { insertCity, registration, space } from "../households/city-fixture.ts";

// Over HTTP: from the desk of finance to what a cashier may register.

let server: TestServer;
let cashier: SignedIn;
let finance: SignedIn;
let second: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  await insertCity(server.deps.store);
  cashier = await server.signIn(["cashier"], { kind: "hall", hallId: "h1" });
  finance = await server.signIn(["finance"]);
  second = await server.signIn(["finance"]);
});
afterAll(() => server.close());

const post = (path: string, by: SignedIn, body: object) =>
  server.request(path, { cookie: by.cookie, body });
const get = (path: string, { cookie }: SignedIn) => server.request(path, { cookie });

const row = { code: "kindergarten", zh: "幼儿园", en: "Kindergarten", priceClass: "public" };
const proposal = (base: number) => {
  return { base, changes: [{ list: "houseTypes", row }], reason: "分类统计" };
};
const register = (room: string, houseType: string) =>
  post("/api/households", cashier, registration(room, { spaces: [{ ...space, houseType }] }));

async function usedBy(list: string, code: string) {
  const { body } = await get("/api/catalogue/versions", finance);
  const { households, tariffs } = body.used.find(
    (one: { list: string; code: string }) => one.list === list && one.code === code,
  );
  return [households, tariffs];
}

test("a house type is proposed, shown, approved by another, registered and counted", async () => {
  expect((await register("101", "kindergarten")).body).toMatchObject({
    code: "not-in-catalogue",
    message: "收费目录中没有“kindergarten”",
  });
  const shown = await post("/api/catalogue/preview", finance, proposal(1));
  expect(shown.body).toMatchObject({ steps: ["catalogue.approve"], amountFen: 0 });
  expect((await post("/api/catalogue/request", cashier, proposal(1))).status).toBe(403);
  const { request } = (await post("/api/catalogue/request", finance, proposal(1))).body;
  expect(request).toMatchObject({ preview: shown.body.preview, mine: false, state: "pending" });
  const approved = await post(`/api/requests/${request.id}/approve`, second, { rev: request.rev });
  expect(approved.body.request.state).toBe("executed");

  const { body: catalogue } = await get("/api/catalogue", cashier);
  expect([catalogue.version, catalogue.houseTypes.at(-1)]).toEqual([2, row]);
  const registered = await register("101", "kindergarten");
  expect(registered.body.spaces).toMatchObject([{ houseType: "kindergarten" }]);
  expect(await usedBy("houseTypes", "kindergarten")).toEqual([1, 0]);
  expect(await usedBy("priceClasses", "residential")).toEqual([1, 0]);
  const tariff = { priceClass: "residential", from: "2026-01-01", price10k: 258_500 };
  await post("/api/tariffs", finance, { ...tariff, approvedBy: "7号" });
  expect(await usedBy("priceClasses", "residential")).toEqual([1, 1]);
  // What a change of it bears on is told to whoever approves, and in no hash.
  const renamed = { ...row, zh: "幼儿园、托儿所" };
  const changes = [{ list: "houseTypes", row: renamed }];
  const again = await post("/api/catalogue/preview", finance, { ...proposal(2), changes });
  expect(again.body.touches).toEqual([{ what: "households", count: 1 }]);
  const { body } = await get("/api/catalogue/versions", finance);
  expect(body.versions).toMatchObject([
    { version: 2, changed: ["houseTypes/kindergarten"], requestId: request.id },
  ]);
});

test("no contract is signed on a class that has ended by the season's first day", async () => {
  const { body: household } = await register("102", "dwelling");
  const { deps } = server;
  const held = await get("/api/catalogue", cashier);
  const [residential] = held.body.priceClasses;
  const before = (await deps.store.get(catalogues, CITY))!;
  const sign = () =>
    post(`/api/households/${household.id}/contracts`, cashier, {
      rev: 1,
      season: "2026-2027",
      holder: "王小明",
      signedOn: "2026-10-01",
    });
  const ended = { ...residential, until: "2026-11-15" };
  const priceClasses = [ended, ...before.priceClasses.slice(1)];
  await deps.store.commit([replace(catalogues, before, { ...before, priceClasses })]);
  expect((await sign()).body).toMatchObject({
    code: "not-offered",
    message: "“居民”（residential）在 2026-11-15 不可选用：收费目录中尚未启用或已停用",
  });
  const now = (await deps.store.get(catalogues, CITY))!;
  await deps.store.commit([replace(catalogues, now, before)]);
  expect((await sign()).status).toBe(200);
});
