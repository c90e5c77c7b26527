import { expect, test } from "vitest";
import type { CarryForwardAnswer } from "@warmline/shared/carryforwards/answers.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { settle } from "../ledger/testing.ts";

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
  server.request(`/api/carry-forwards${path}`, { cookie: asker.cookie });
const post = ({ server, asker }: Desk, path: string, body: object) =>
  server.request(`/api/carry-forwards${path}`, { cookie: asker.cookie, body });

async function reached(desk: Desk, id: string, state: string): Promise<CarryForwardAnswer> {
  await expect.poll(async () => (await get(desk, `/${id}`)).body.state).toBe(state);
  return (await get(desk, `/${id}`)).body;
}

async function approved(desk: Desk, id: string, what: "seal" | "withdrawal"): Promise<void> {
  const { server, second } = desk;
  const { rev, day } = (await get(desk, `/${id}`)).body;
  const shown = await post(desk, `/${id}/${what}-preview`, { rev, reason: "年度结转" });
  expect(shown.body.preview.changes[0]).toEqual({ field: "carry-day", from: [], to: [day] });
  const asked = await post(desk, `/${id}/${what}-request`, { rev, reason: "年度结转" });
  const { request } = asked.body;
  expect((await get(desk, `/${id}`)).body.waiting).toBe(request.id);
  const path = `/api/requests/${request.id}/approve`;
  const answer = await server.request(path, { cookie: second.cookie, body: { rev: request.rev } });
  expect(answer.body.request?.state).toBe("executed");
}

onEachEngine((settings) => {
  test("reckoned, sealed by a second person and withdrawn", async () => {
    const desk = await open(settings);
    // Charged today: as of yesterday nothing had happened yet.
    await desk.server.request("/api/households/h2/charges", {
      cookie: desk.asker.cookie,
      body: { season: "2025-2026" },
    });
    const day = addDays(cityDate(desk.server.deps.clock.now()), -1);
    expect((await post(desk, "", { day: addDays(day, 1) })).body.code).toBe("day-not-past");
    const { id } = (await post(desk, "", { day })).body;
    const carry = await reached(desk, id, "reckoned");
    expect(carry.statement).toMatchObject({ accounts: 0, exceptions: 0, seasons: [] });
    expect(carry.statement?.hash).toMatch(/^[0-9a-f]{64}$/);
    await approved(desk, id, "seal");
    expect((await get(desk, "")).body).toMatchObject([{ id, state: "sealed", accounts: 0 }]);
    await approved(desk, id, "withdrawal");
    expect(await reached(desk, id, "withdrawn")).toMatchObject({
      withdrawn: { byId: desk.asker.id, reason: "年度结转" },
    });
    expect((await get(desk, `/${id}/statement`)).body).toMatchObject({ level: "branch", rows: [] });
    expect((await get(desk, `/${id}/exceptions?after=nobody`)).body.code).toBe("not-found");
    await closeAndDrop(desk.server);
  });

  test("one whose server stopped is carried on with by the next one", async () => {
    const desk = await open(settings);
    const { DATA_DIR } = desk.server.deps.config;
    await desk.server.deps.jobs.stop();
    const day = addDays(cityDate(desk.server.deps.clock.now()), -1);
    const { id } = (await post(desk, "", { day })).body;
    expect((await get(desk, `/${id}`)).body).toMatchObject({
      state: "reckoning",
      progress: { done: 0, of: 3 },
      halted: false,
    });
    const next = await startTestServer({ ...settings, DATA_DIR });
    await reached(desk, id, "reckoned");
    await next.close();
    await closeAndDrop(desk.server);
  });
});
