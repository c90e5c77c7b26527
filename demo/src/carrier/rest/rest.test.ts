import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { simulatedAccount, type Account } from "@warmline/server/channels/twilio/account.ts";
import { reachOf, type Reach } from "@warmline/server/channels/twilio/reach.ts";
import { carrierClient, type CarrierClient } from "@warmline/server/channels/twilio/rest.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import type { Carrier } from "../carrier.ts";
import { startCarrier } from "../of-process.ts";
import type { Rung } from "../report.ts";

const PUBLIC_URL = "https://warm.example/city/";
const RESIDENT = "+8613800000011";
const DOOR = "/hooks/twilio/voice";
let server: TestServer;
let carrier: Carrier;
let account: Account;
let reach: Reach;
let client: CarrierClient;
/** What comes of ringing there. */
let ringing: () => Rung | Promise<Rung> = () => "answer";

beforeAll(async () => {
  server = await startTestServer({ DEMO: "true", PUBLIC_URL, AREA_CODE: "0352" });
  const { config } = server.deps;
  if (reachOf(config) !== null) throw new Error("reached before it listens");
  carrier = (await startCarrier(server.deps, server.url, { ringing: () => ringing() }))!;
  account = simulatedAccount(config)!;
  reach = reachOf(config)!;
  client = carrierClient(account, reach);
});
afterAll(() => server.close());

async function place(to = RESIDENT, from = account.numbers[0]!) {
  return client.place({ from, to, door: DOOR, ringSeconds: 30 });
}

async function placed(): Promise<string> {
  const call = await place();
  if (!call.ok) throw new Error(call.code);
  return call.value.id;
}

async function stands(id: string, state: string) {
  await expect.poll(() => client.look(id).then((call) => call?.state)).toBe(state);
}

describe("a call that we place by the carrier's own package", () => {
  test("rings, is answered, hears what our door says, and is ended by them", async () => {
    const id = await placed();
    await stands(id, "in-progress");
    await expect.poll(() => carrier.line(id)?.gather).not.toBeNull();
    const call = await carrier.tell(id, { event: "hang-up" });
    expect(call?.heard[0]?.text).toContain("供热客服热线");
    expect(await client.look(id)).toMatchObject({
      id,
      state: "completed",
      durationS: expect.any(Number),
    });
    expect(await server.deps.store.get(calls, id)).toMatchObject({
      direction: "outbound",
      to: RESIDENT,
      state: "completed",
    });
  });

  test.each(["busy", "no-answer", "failed"] as const)("comes to nothing: %s", async (rung) => {
    ringing = () => rung;
    const id = await placed();
    await stands(id, rung);
    expect(carrier.line(id)?.heard).toEqual([]);
    await expect
      .poll(() => server.deps.store.get(calls, id).then((call) => call?.state))
      .toBe(rung);
    ringing = () => "answer";
  });

  test("is ended by us while it rings: nobody is there any more, whoever answers", async () => {
    let answer: (rung: Rung) => void = () => {};
    ringing = () => new Promise((resolve) => (answer = resolve));
    const id = await placed();
    await stands(id, "ringing");
    expect(await client.end(id)).toMatchObject({ state: "canceled" });
    answer("answer");
    ringing = () => "answer";
    await carrier.line(id)?.turn;
    expect(await client.look(id)).toMatchObject({ state: "canceled" });
    expect([await client.end(id), await client.redirect(id, DOOR)]).toEqual([null, null]);
  });

  test("is led to another door, and ended by us in the middle", async () => {
    const id = await placed();
    await stands(id, "in-progress");
    await expect.poll(() => carrier.line(id)?.heard.length).toBeGreaterThan(0);
    expect(await client.redirect(id, "/hooks/twilio/fallback")).toMatchObject({ id });
    await expect.poll(() => carrier.line(id)?.heard.at(-2)?.text).toContain("非常抱歉");
    await stands(id, "completed");
    const other = await placed();
    await stands(other, "in-progress");
    expect(await client.end(other)).toMatchObject({ id: other });
    await stands(other, "completed");
  });
});

describe("what the carrier refuses", () => {
  test("a number that is none; a number that is not ours; a call that is none", async () => {
    expect(await place("+1")).toEqual({ ok: false, code: "number-not-callable" });
    await expect(place(RESIDENT, "+8613800000012")).rejects.toThrow("not verified");
    expect(await client.look(`CA${"0".repeat(32)}`)).toBeNull();
    const elsewhere = carrierClient(account, { ...reach, doorsUrl: "https://elsewhere.example" });
    const [from = ""] = account.numbers;
    const there = elsewhere.place({ from, to: RESIDENT, door: DOOR, ringSeconds: 30 });
    await expect(there).rejects.toThrow("valid URL");
  });

  test("whoever has another token, and what it has not", async () => {
    const stranger = carrierClient({ ...account, tokens: ["a guess"] }, reach);
    await expect(stranger.look(`CA${"0".repeat(32)}`)).rejects.toThrow("Authenticate");
    const [token = ""] = account.tokens;
    const authorization = `Basic ${Buffer.from(`${account.sid}:${token}`).toString("base64")}`;
    for (const path of ["/", `/2010-04-01/Accounts/${account.sid}/Sms.json`]) {
      const answer = await fetch(reach.carrierUrl + path, { headers: { authorization } });
      expect(answer.status).toBe(404);
    }
  });
});

test("a real account is reached where its doors are public, and not else", () => {
  const { config } = server.deps;
  const real = { ...config, TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}` };
  expect(reachOf(real)).toEqual({ doorsUrl: "https://warm.example/city" });
  expect(reachOf({ ...real, PUBLIC_URL: undefined })).toBeNull();
});
