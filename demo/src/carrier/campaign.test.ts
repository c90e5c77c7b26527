import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { dialDue, type Dialling } from "@warmline/server/channels/twilio/dial.ts";
import { reachOf } from "@warmline/server/channels/twilio/reach.ts";
import { carrierClient } from "@warmline/server/channels/twilio/rest.ts";
import { claimContact } from "@warmline/server/domains/campaigns/index.ts";
import { furnish } from "@warmline/server/domains/incidents/fixture.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { closeAndDrop, onEachEngine } from "@warmline/server/engines-fixture.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { contacts, type Contact, type ContactState } from "@warmline/shared/campaigns/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Carrier } from "./carrier.ts";
import { goTo } from "./clock-fixture.ts";
import type { Line } from "./line.ts";
import { startCarrier } from "./of-process.ts";
import type { Rung } from "./report.ts";

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;
const HOMES = ["11", "12", "13"] as const;
type Home = (typeof HOMES)[number];
const phoneOf = (home: Home) => `+86138000000${home}`;
const SLOW = { timeout: 15_000 };

let server: TestServer;
let carrier: Carrier;
let dialling: Dialling;
let post: (path: string, body: object) => ReturnType<TestServer["request"]>;
let ringing: (to: string) => Rung | Promise<Rung>;
let filed: Record<string, string>;
let incidentId: string;

const caseOf = async (home: Home) =>
  (await server.deps.store.get(cases, filed[home] ?? "")) as Case;

/** Three flats were cold, each has joined, and the heat is back; one of them twice. */
async function repairedIncident() {
  const startedAt = server.deps.clock.now() - HOUR_MS;
  const outage = { kind: "outage", nodeIds: ["house-1"], description: "停热", startedAt };
  incidentId = (await post("/api/incidents", outage)).body.id;
  await post(`/api/incidents/${incidentId}/confirm`, {});
  filed = {};
  for (const home of HOMES) {
    const about = { householdId: `home-${home}`, contact: { phone: phoneOf(home) } };
    const report = { ...about, category: "not-warm", description: "不热" };
    filed[home] = (await post("/api/cases", report)).body.id;
  }
  await expect.poll(async () => (await caseOf("13")).incidentId, SLOW).toBe(incidentId);
  await post(`/api/incidents/${incidentId}/begin-repair`, {});
  await post(`/api/incidents/${incidentId}/restore`, { description: "已修复" });
  for (const home of HOMES) {
    await expect.poll(async () => (await caseOf(home)).state, SLOW).toBe("resolved");
  }
}

const create = (more: object = {}) =>
  post("/api/campaigns", { incidentId, perMinute: 30, atOnce: 10, ...more });

const allContacts = () =>
  server.deps.store.find(contacts, { index: "byState", where: {}, limit: 100 });

async function contactOf(home: Home): Promise<Contact> {
  const found = (await allContacts()).find(({ phone }) => phone === phoneOf(home));
  if (found === undefined) throw new Error(`nobody rings ${home}`);
  return found;
}

async function stands(home: Home, state: ContactState) {
  await expect.poll(async () => (await contactOf(home)).state, SLOW).toBe(state);
}

const linesTo = (home: Home) =>
  carrier.lines().filter(({ parties }) => parties["To"] === phoneOf(home));

/** The call that goes on there, once they are asked. */
async function listening(home: Home): Promise<Line> {
  await expect.poll(() => linesTo(home).at(-1)?.gather ?? null, SLOW).not.toBeNull();
  return linesTo(home).at(-1)!;
}

async function presses(home: Home, text: string) {
  const { id } = await listening(home);
  return (await carrier.tell(id, { event: "keys", text }))!;
}

onEachEngine((settings) => {
  beforeEach(async () => {
    ringing = () => "answer";
    server = await startTestServer({ ...settings, DEMO: "true", AREA_CODE: "0352" });
    goTo(server, 9);
    await furnish(server.deps);
    // Signed in anew, as a moved clock ends what was.
    post = async (path, body) => {
      const { cookie } = await server.signIn(["supervisor", "agent", "dispatcher"]);
      return server.request(path, { cookie, body });
    };
    await repairedIncident();
    carrier = (await startCarrier(server.deps, server.url, { ringing: (to) => ringing(to) }))!;
    const account = simulatedAccount(server.deps.config)!;
    const client = carrierClient(account, reachOf(server.deps.config)!);
    dialling = { client, from: account.numbers[0]! };
  });
  afterEach(() => closeAndDrop(server));

  describe("whoever joined an incident", () => {
    test("is counted, rung once it is repaired, and asked; each case has its outcome", async () => {
      const { cookie } = await server.signIn(["supervisor"]);
      const path = `/api/campaigns/preview?incidentId=${incidentId}`;
      const preview = await server.request(path, { cookie });
      expect(preview.body).toEqual({ people: 3, cases: 3, leftOut: [] });
      const created = await create();
      expect(created.body).toMatchObject({ state: "running", counts: { due: 3 } });
      expect((await create()).body.code).toBe("campaign-exists");

      const warm = await presses("11", "1");
      const heard = warm.heard.map(({ text }) => text).join("");
      expect(heard).toContain("停热已经修复。");
      expect(heard).not.toContain("王秀英");
      expect(warm.over).toBe(true);
      await presses("12", "2");
      await presses("13", "0");
      await stands("11", "warm");
      await stands("12", "cold");
      await stands("13", "person");
      expect((await caseOf("11")).state).toBe("called-back");
      expect((await caseOf("12")).state).toBe("reopened");
      expect((await caseOf("13")).state).toBe("resolved");
      const [only, ...more] = linesTo("11");
      expect(more).toEqual([]);
      const call = await server.deps.store.get(calls, only!.id);
      expect(call).toMatchObject({ direction: "outbound", to: phoneOf("11"), standing: "over" });
      const rows = await post(`/api/campaigns/${created.body.id}/pause`, {});
      expect(rows.body.code).toBe("campaign-state");
    });

    test("is rung again after half an hour, three times, then left to people", async () => {
      ringing = (to) => (to === phoneOf("11") ? "no-answer" : "busy");
      await create();
      for (const time of [1, 2]) {
        for (const home of HOMES) {
          await expect.poll(async () => (await contactOf(home)).attempts.length, SLOW).toBe(time);
          await stands(home, "due");
        }
        expect((await contactOf("11")).attempts.at(-1)?.end).toBe("no-answer");
        expect(linesTo("11")).toHaveLength(time);
        const waits = (await contactOf("11")).dueAt - server.deps.clock.now();
        expect(waits).toBeGreaterThan(HALF_HOUR_MS - 60_000);
        server.deps.advance(HALF_HOUR_MS);
        await expect.poll(() => linesTo("11").length, SLOW).toBe(time + 1);
      }
      await stands("11", "unreached");
      await stands("12", "unreached");
      expect(
        (await caseOf("11")).history.filter(({ kind }) => kind === "call-back-missed"),
      ).toHaveLength(3);
      server.deps.advance(HALF_HOUR_MS);
      await dialDue(server.deps, dialling);
      expect(linesTo("11")).toHaveLength(3);
    });

    test("is not rung from nine in the evening until eight", async () => {
      goTo(server, 21);
      await create();
      await dialDue(server.deps, dialling);
      goTo(server, 7);
      await dialDue(server.deps, dialling);
      expect(carrier.lines()).toEqual([]);
      goTo(server, 8);
      await listening("11");
    });

    test("is rung at the rate that was set, and by one of two that want to at once", async () => {
      await create({ perMinute: 2 });
      await Promise.all([1, 2, 3].map(() => dialDue(server.deps, dialling)));
      expect(carrier.lines()).toHaveLength(2);
      await expect
        .poll(
          async () => (await allContacts()).filter(({ state }) => state === "calling").length,
          SLOW,
        )
        .toBe(2);
      server.deps.advance(61_000);
      await expect.poll(() => carrier.lines().length, SLOW).toBe(3);
      expect(new Set(carrier.lines().map(({ parties }) => parties["To"])).size).toBe(3);
    });

    test("is not rung while it is paused or cancelled; resuming is the inverse", async () => {
      goTo(server, 22);
      const { id } = (await create()).body;
      expect((await post(`/api/campaigns/${id}/pause`, {})).body.state).toBe("paused");
      goTo(server, 9);
      await dialDue(server.deps, dialling);
      await post(`/api/campaigns/${id}/cancel`, {});
      await dialDue(server.deps, dialling);
      expect(carrier.lines()).toEqual([]);
      expect((await post(`/api/campaigns/${id}/resume`, {})).body.state).toBe("running");
      await listening("12");
    });
  });

  describe("a process that dies", () => {
    const caller = {
      actor: { kind: "system", id: "test", name: "test" },
      origin: "test",
      language: "zh",
    } as const;

    async function claimed(): Promise<Contact> {
      goTo(server, 22);
      await create();
      const [contact] = await allContacts();
      goTo(server, 9);
      const done = await runCommand(server.deps, caller, claimContact, {
        contactId: contact!.id,
      });
      expect(done).toMatchObject({ ok: true });
      return contact!;
    }

    test("before it rang: whoever it had claimed is rung a minute later, once", async () => {
      const { id, phone } = await claimed();
      const there = () => carrier.lines().filter(({ parties }) => parties["To"] === phone);
      await dialDue(server.deps, dialling);
      expect(there()).toEqual([]);
      server.deps.advance(61_000);
      await expect.poll(() => there().length, SLOW).toBe(1);
      await expect
        .poll(async () => (await server.deps.store.get(contacts, id))?.attempts.length, SLOW)
        .toBe(1);
    });

    test("after it rang: the carrier knows of it, and they are not rung twice", async () => {
      const { id, phone } = await claimed();
      let pickUp: (rung: Rung) => void = () => {};
      const rings = new Promise<Rung>((resolve) => (pickUp = resolve));
      ringing = (to) => (to === phone ? rings : "busy");
      const { client, from } = dialling;
      const door = `/hooks/twilio/campaign?contact=${id}`;
      const call = await client.place({ from, to: phone, door, ringSeconds: 30 });
      if (!call.ok) throw new Error(call.code);
      server.deps.advance(61_000);
      await expect
        .poll(async () => (await server.deps.store.get(contacts, id))?.callId, SLOW)
        .toBe(call.value.id);
      pickUp("no-answer");
      await expect
        .poll(async () => (await server.deps.store.get(contacts, id))?.state, SLOW)
        .toBe("due");
      expect(carrier.lines().filter(({ parties }) => parties["To"] === phone)).toHaveLength(1);
    });
  });
});
