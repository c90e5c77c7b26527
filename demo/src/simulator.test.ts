import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counters, queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { chatMedia } from "@warmline/shared/chats/media.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { COOKIES } from "@warmline/server/platform/http/cookies.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { leave, serveOne, type CounterStaff } from "./counter-staff.ts";
import { makeCarrier } from "./carrier/carrier.ts";
import { openClient } from "./client.ts";
import { drawFor } from "./draw.ts";
import { counterId, deviceToken } from "./halls.ts";
import { demoCityOf } from "./marker.ts";
import { simulatedOf, simulatedPassword } from "./people.ts";
import { HALLS } from "./places.ts";
import { chat } from "./chatting.ts";
import { startChats } from "./wechat/of-process.ts";
import { callHotline } from "./telephone.ts";
import { simulate } from "./simulator.ts";
import { reportFault, takeNumber, type AtKiosk } from "./residents.ts";
import { seedDemoCity } from "./seed.ts";

const OPTIONS = { households: 60, seasons: 2, seed: 3 };
const [hall] = HALLS;
/** Nobody pauses: what takes minutes in the demo is over at once. */
const hasty = { stopped: false, pause: () => Promise.resolve(), stop: () => undefined };

let server: TestServer;
let kiosk: AtKiosk;
let secret: string;

beforeAll(async () => {
  server = await startTestServer({ DEMO: "true" });
  await seedDemoCity(server.deps, OPTIONS);
  secret = (await demoCityOf(server.deps.store))!.secret;
  const token = deviceToken(secret, hall!, "kiosk");
  const client = openClient(server.url, `${COOKIES.kiosk}=${token}`);
  kiosk = { client, draw: drawFor(1, "kiosk"), ids: server.deps.ids };
});
afterAll(() => server.close());

function staffAt(index: number): CounterStaff {
  return {
    login: simulatedOf(hall!)[index]!,
    password: simulatedPassword(secret),
    counterId: counterId(hall!, index + 2),
    client: openClient(server.url),
    pacing: hasty,
    draw: drawFor(1, `staff ${index}`),
  };
}

function ticketsIn(state: QueueTicket["state"]): Promise<QueueTicket[]> {
  const where = { hallId: hall!.id, day: cityDate(server.deps.clock.now()), state };
  return server.deps.store.find(queueTickets, { index: "byState", where });
}

describe("simulated people", () => {
  it("take numbers through the kiosk, up to a full hall", async () => {
    for (let visitor = 0; visitor < 15; visitor += 1) await takeNumber(kiosk);
    expect(await ticketsIn("waiting")).toHaveLength(9);
  });

  it("are served by staff at their counters, and leave none behind", async () => {
    const staff = [staffAt(0), staffAt(1)];
    for (let round = 0; round < 9; round += 1) {
      await Promise.all(staff.map((one) => serveOne(one)));
    }
    const counted = { finished: 0, waiting: 0, called: 0, serving: 0, "no-show": 0, voided: 0 };
    for (const state of Object.keys(counted) as QueueTicket["state"][]) {
      counted[state] = (await ticketsIn(state)).length;
    }
    expect(counted).toMatchObject({ called: 0, serving: 0 });
    expect(counted.finished).toBeGreaterThan(3);
    await Promise.all(staff.map(leave));
    const opened = await server.deps.store.find(counters, { index: "byHall" });
    expect(opened.every(({ state }) => state === "closed")).toBe(true);
  });

  it("report faults as residents who prove who they are", async () => {
    const open = { index: "byOpen", where: { open: true } } as const;
    const before = await server.deps.store.find(cases, open);
    for (let report = 0; report < 5; report += 1) {
      await reportFault(server.deps, kiosk, OPTIONS.households);
    }
    const after = await server.deps.store.find(cases, open);
    const known = new Set(before.map(({ id, rev }) => `${id}@${rev}`));
    const changed = after.filter(({ id, rev }) => !known.has(`${id}@${rev}`));
    expect(changed.length).toBeGreaterThan(2);
    expect(changed.every(({ by }) => by?.actorKind === "kiosk")).toBe(true);
  });

  it("call the hotline: cases come of it, or they are to be rung back", async () => {
    const { deps, url } = server;
    const account = simulatedAccount(deps.config)!;
    const carrier = makeCarrier({ account, url, publicUrl: undefined, clock: deps.clock });
    const draw = drawFor(1, "telephone");
    for (let call = 0; call < 8; call += 1) {
      await callHotline(deps, carrier, draw, OPTIONS.households);
    }
    const where = { standing: ["over", "to-ring-back"] };
    const made = await deps.store.find(calls, { index: "byStanding", where });
    expect(made).toHaveLength(8);
    expect(made.some(({ households }) => households.length > 0)).toBe(true);
    expect(made.some(({ caseIds }) => caseIds.length > 0)).toBe(true);
    expect(made.some(({ standing }) => standing === "to-ring-back")).toBe(true);
  });

  it("chat: households are bound, cases come of it, and pictures hang on them", async () => {
    const { deps, url } = server;
    const door = (await startChats(deps, url)).get("official")!;
    const draw = drawFor(1, "chats");
    // Nobody ponders; an answer takes what it takes.
    const pacing = { stopped: false, pause: () => new Promise<void>((on) => setTimeout(on, 50)) };
    const writing = { draw, pacing, householdCount: OPTIONS.households };
    for (let talk = 0; talk < 12; talk += 1) await chat(deps, door, writing);
    const talks = await deps.store.find(conversations, {
      index: "byExpiry",
      where: { expired: false },
    });
    const written = talks.filter(({ channel }) => channel === "wechat");
    expect(written).toHaveLength(12);
    expect(written.filter(({ state }) => state === "ended").length).toBeGreaterThan(6);
    expect(written.some(({ caseIds }) => caseIds.length > 0)).toBe(true);
    const attached = { index: "byState", where: { state: "attached" } } as const;
    await expect
      .poll(async () => (await deps.store.find(chatMedia, attached)).length, { timeout: 15_000 })
      .toBeGreaterThan(0);
  }, 120_000);

  it("stop at once with the server", async () => {
    const stopping = new AbortController();
    const { deps, url } = server;
    const living = simulate({ deps, url, log: deps.log, signal: stopping.signal });
    await new Promise((soon) => setTimeout(soon, 200));
    const started = performance.now();
    stopping.abort();
    await living;
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
