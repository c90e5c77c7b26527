import { expect, test } from "vitest";
import type { SeasonRunAnswer } from "@warmline/shared/seasonruns/api.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { settle } from "../ledger/testing.ts";
import { SEASON } from "./fixture.ts";

// By the doors, with the job and the follower that orders it, as people have it.

interface Desk {
  readonly server: TestServer;
  readonly asker: SignedIn;
  readonly second: SignedIn;
}

async function open(settings: Record<string, string>): Promise<Desk> {
  const server = await startTestServer(settings);
  await settle(server.deps, 3);
  const asker = await server.signIn(["finance"]);
  return { server, asker, second: await server.signIn(["finance"]) };
}

const get = ({ server, asker }: Desk, path: string) =>
  server.request(`/api/season-runs${path}`, { cookie: asker.cookie });
const post = ({ server, asker }: Desk, path: string, body: object) =>
  server.request(`/api/season-runs${path}`, { cookie: asker.cookie, body });

async function reached(desk: Desk, id: string, state: string): Promise<SeasonRunAnswer> {
  await expect.poll(async () => (await get(desk, `/${id}`)).body.state).toBe(state);
  return (await get(desk, `/${id}`)).body;
}

async function approved(desk: Desk, id: string, what: "charge" | "undo"): Promise<void> {
  const { server, second } = desk;
  const { rev } = (await get(desk, `/${id}`)).body;
  const shown = await post(desk, `/${id}/${what}-preview`, { rev, reason: "采暖季出账" });
  expect(shown.body.preview.changes[0]).toEqual({ field: "season", from: [], to: [SEASON] });
  const asked = await post(desk, `/${id}/${what}-request`, { rev, reason: "采暖季出账" });
  const { request } = asked.body;
  expect((await get(desk, `/${id}`)).body.waiting).toBe(request.id);
  const path = `/api/requests/${request.id}/approve`;
  const answer = await server.request(path, { cookie: second.cookie, body: { rev: request.rev } });
  expect(answer.body.request?.state).toBe("executed");
}

onEachEngine((settings) => {
  test("previewed, approved, charged and undone; who was left out is listed", async () => {
    const desk = await open(settings);
    await desk.server.request("/api/households/h2/charges", {
      cookie: desk.asker.cookie,
      body: { season: SEASON },
    });
    const begun = await post(desk, "", { season: SEASON });
    const { id } = begun.body;
    const { preview, prices } = await reached(desk, id, "previewed");
    expect(preview).toMatchObject({ households: 2, amountFen: 534_940, exceptions: 0 });
    expect(prices).toMatchObject([{ tariffId: "t1", price10k: 258_500 }]);
    await approved(desk, id, "charge");
    const charged = await reached(desk, id, "done");
    expect(charged.posted).toMatchObject({ households: 2, amountFen: 534_940 });
    expect(charged.charged).toMatchObject({ byId: desk.asker.id });
    await approved(desk, id, "undo");
    const undone = await reached(desk, id, "undone");
    expect(undone.posted).toEqual({
      households: 0,
      amountFen: 0,
      undoneHouseholds: 2,
      undoneFen: 534_940,
    });
    expect((await get(desk, "")).body).toMatchObject([{ id, state: "undone", households: 2 }]);
    await closeAndDrop(desk.server);
  });

  test("a run whose server stopped is carried on with by the next one", async () => {
    const desk = await open(settings);
    const { DATA_DIR } = desk.server.deps.config;
    await desk.server.deps.jobs.stop();
    const { id } = (await post(desk, "", { season: SEASON })).body;
    expect((await get(desk, `/${id}`)).body).toMatchObject({
      state: "previewing",
      progress: { done: 0, of: 3 },
      halted: false,
    });
    const next = await startTestServer({ ...settings, DATA_DIR });
    await reached(desk, id, "previewed");
    await next.close();
    await closeAndDrop(desk.server);
  });
});

test("exceptions are found by reason and number, page by page", async () => {
  const desk = await open({});
  const { server, asker } = desk;
  for (const id of ["h0", "h1", "h2"]) {
    const path = `/api/households/${id}/contracts/${SEASON}/end`;
    await server.request(path, { cookie: asker.cookie, body: { rev: 1, reason: "拆迁" } });
  }
  const { id } = (await post(desk, "", { season: SEASON })).body;
  const { exceptions } = await reached(desk, id, "previewed");
  expect(exceptions).toEqual([{ code: "no-contract", count: 3 }]);
  const page = async (query: string) => (await get(desk, `/${id}/exceptions?${query}`)).body;
  const first = await page("limit=2");
  expect(first.rows).toMatchObject([
    { number: "100000000", name: "张三", code: "no-contract", chargedFen: null },
    { number: "100000001" },
  ]);
  expect((await page(`limit=2&after=${encodeURIComponent(first.next)}`)).rows).toMatchObject([
    { number: "100000002" },
  ]);
  expect((await page("code=no-tariff")).rows).toEqual([]);
  expect((await page("code=no-contract&number=100000001")).rows).toHaveLength(1);
  expect((await page("number=2")).rows).toEqual([]);
  expect((await get(desk, `/${id}/exceptions?after=nobody`)).body.code).toBe("not-found");
  await server.close();
});
