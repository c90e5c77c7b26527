import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { reachOf, reachSimulated } from "@warmline/server/channels/twilio/reach.ts";
import { TELEPHONE } from "@warmline/server/channels/twilio/fixture.ts";
import { closeAndDrop, onEachEngine } from "@warmline/server/engines-fixture.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { conversationId, conversations } from "@warmline/shared/conversations/model.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { GIVE_UP_MS, PER_NUMBER_MS } from "@warmline/shared/sms/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { post as postAt, type Fields } from "./post.ts";
import { openTelephone, type Telephone } from "./talk-fixture.ts";

const CALLER = "+8613800000011";
const SLOW = { timeout: 15_000 };

let on: Telephone;

const signedIn = async (scope?: Parameters<TestServer["signIn"]>[1]) =>
  (await on.server.signIn(["agent"], scope)).cookie;

interface Beside {
  readonly caseId: string;
  readonly callId: string;
  readonly number: string;
}

/** A call, and the case that came of it. */
async function caseInCall(contact: object = {}, from = CALLER): Promise<Beside> {
  const cookie = await signedIn();
  const { id: callId } = await on.carrier.dial(from);
  const report = { category: "leak", description: "漏水", contact, separate: true };
  const { body } = await on.server.request("/api/cases", { cookie, body: report });
  const caseId: string = body.id;
  const linked = { cookie, body: { caseId } };
  expect((await on.server.request(`/api/calls/${callId}/link-case`, linked)).status).toBe(200);
  return { caseId, callId, number: body.number };
}

async function send({ caseId, callId }: Beside, to = "caller", key?: string) {
  const body = { caseId, callId, to };
  const path = "/api/sms/case-number";
  return on.server.request(path, { cookie: await signedIn(), body, ...(key && { key }) });
}

const messageOf = async (id: string) =>
  (await on.server.deps.store.get(smsMessages, id)) as SmsMessage;
async function stands(id: string, state: string): Promise<void> {
  await expect.poll(async () => (await messageOf(id)).state, SLOW).toBe(state);
}

async function sent(beside: Beside): Promise<string> {
  const { status, body } = await send(beside);
  expect(status).toBe(200);
  return body.id;
}

const textsAbout = ({ number }: Beside) =>
  on.carrier.texts().filter(({ body }) => body.includes(number));

async function retry(id: string) {
  return on.server.request(`/api/sms/${id}/retry`, { cookie: await signedIn(), body: {} });
}

function tell(query: string, fields: Fields, url = on.server.deps.config.PUBLIC_URL) {
  const account = simulatedAccount(on.server.deps.config)!;
  const door = { account, url: on.server.url, publicUrl: url };
  return postAt(door, `/hooks/twilio/sms?${query}`, { AccountSid: account.sid, ...fields });
}

onEachEngine((settings) => {
  beforeAll(async () => {
    on = await openTelephone(settings);
  });
  afterEach(async () => {
    on.texting(null);
    await on.afterwards();
    // What was sent counts no more.
    on.server.deps.advance(PER_NUMBER_MS + 1);
  });
  afterAll(() => closeAndDrop(on.server));

  describe("the number of a case", () => {
    test("is offered to who called, sent once, and delivered; nobody sees the number", async () => {
      const beside = await caseInCall();
      const cookie = await signedIn();
      const { callId, caseId, number } = beside;
      const path = `/api/sms/offer?caseId=${caseId}&callId=${callId}`;
      const offer = await on.server.request(path, { cookie });
      const recipients = [{ to: "caller", masked: "138****0011" }];
      expect(offer.body).toEqual({ missing: null, number, recipients });
      const key = "0b8f7c1e-6d0a-4c57-9d2b-3f6a1b7c9e01";
      const body = { caseId, callId, to: "caller" };
      const ask = () => on.server.request("/api/sms/case-number", { cookie, body, key });
      const [first, again] = [await ask(), await ask()];
      expect(again.body).toEqual(first.body);
      await stands(first.body.id, "delivered");
      const texts = textsAbout(beside);
      expect(texts).toMatchObject([
        { to: CALLER, from: simulatedAccount(on.server.deps.config)!.numbers[0] },
      ]);
      expect(texts[0]?.body).toContain(`工单号 ${number}`);
      const phone = { body: { caller: CALLER } };
      const shown = await on.server.request("/api/demo/phone/texts", phone);
      expect(shown.body.texts[0]).toMatchObject({ text: texts[0]!.body });
    });

    test("is sent to whom the case names, and in the language of the call", async () => {
      const beside = await caseInCall({ phone: "13900002222" });
      const { store } = on.server.deps;
      const talk = (await store.get(conversations, conversationId("phone", beside.callId)))!;
      await store.commit([replace(conversations, talk, { ...talk, language: "en" })]);
      const { body } = await send(beside, "contact");
      await stands(body.id, "delivered");
      expect(textsAbout(beside)).toMatchObject([{ to: "+8613900002222" }]);
      expect(textsAbout(beside)[0]?.body).toContain(`as case ${beside.number}`);
    });

    test("goes nowhere else: no mobile, another call's case, another branch's agent", async () => {
      const beside = await caseInCall({ phone: "03522345678" }, "anonymous");
      expect((await send(beside)).body.code).toBe("sms-no-mobile");
      expect((await send(beside, "contact")).body.code).toBe("sms-no-mobile");
      const other = await caseInCall();
      const crossed = { ...beside, callId: other.callId };
      expect((await send(crossed)).body.code).toBe("sms-not-of-call");
      const unknown = { ...beside, caseId: "none" };
      expect((await send(unknown)).body.code).toBe("not-found");
      const cookie = await signedIn({ kind: "branch", branchId: "branch-02" });
      const { caseId, callId } = other;
      const path = `/api/sms/offer?caseId=${caseId}&callId=${callId}`;
      expect((await on.server.request(path, { cookie })).body.code).toBe("out-of-scope");
      const body = { caseId, callId, to: "caller" };
      const asked = await on.server.request("/api/sms/case-number", { cookie, body });
      expect(asked.body.code).toBe("out-of-scope");
      expect([...textsAbout(beside), ...textsAbout(other)]).toEqual([]);
    });

    test("is sent to a number three times an hour, however many ask at once", async () => {
      const beside = await caseInCall();
      const asked = await Promise.all([1, 2, 3, 4, 5, 6].map(() => send(beside)));
      const codes = asked.map(({ status, body }) => (status === 200 ? "sent" : body.code));
      expect(codes.filter((code) => code === "sent")).toHaveLength(3);
      expect(codes.filter((code) => code === "sms-too-often")).toHaveLength(3);
      for (const { status, body } of asked) if (status === 200) await stands(body.id, "delivered");
      expect(textsAbout(beside)).toHaveLength(3);
    });
  });

  describe("one that fails", () => {
    test("is sent again by a person, until it arrives, and no more after that", async () => {
      on.texting(() => "undelivered");
      const beside = await caseInCall();
      const id = await sent(beside);
      await stands(id, "failed");
      expect(await messageOf(id)).toMatchObject({ failure: "carrier", failureCode: "30003" });
      on.texting(null);
      const { carrierId = "" } = await messageOf(id);
      expect((await retry(id)).status).toBe(200);
      await stands(id, "delivered");
      expect(await messageOf(id)).toMatchObject({ attempt: 2 });
      expect(textsAbout(beside)).toHaveLength(2);
      expect((await retry(id)).body.code).toBe("sms-not-failed");
      await tell(`message=${id}&attempt=1`, { MessageSid: carrierId, MessageStatus: "failed" });
      expect(await messageOf(id)).toMatchObject({ state: "delivered" });
    });

    test("is claimed by whoever died with it: the carrier is asked whether it heard", async () => {
      const beside = await caseInCall();
      const { config } = on.server.deps;
      const reach = reachOf(config)!;
      reachSimulated(config, { ...reach, carrierUrl: "http://127.0.0.1:1" });
      const id = await sent(beside);
      await stands(id, "sending");
      const tried = () => on.server.deps.jobs.read("sms.send", `${id}/1`);
      await expect.poll(async () => (await tried())?.failures, SLOW).toBeGreaterThan(0);
      // It heard, and its answer was lost.
      const { to, text: body } = await messageOf(id);
      const from = simulatedAccount(config)!.numbers[0]!;
      on.carrier.text({ to, from, body, tells: `/hooks/twilio/sms?message=${id}&attempt=1` });
      reachSimulated(config, reach);
      await stands(id, "delivered");
      const { carrierId } = await messageOf(id);
      expect(textsAbout(beside).map((one) => one.id)).toEqual([carrierId]);
    });

    test("is given up where no carrier is there, but for its own word", async () => {
      const beside = await caseInCall();
      const { config } = on.server.deps;
      const reach = reachOf(config)!;
      reachSimulated(config, { ...reach, carrierUrl: "http://127.0.0.1:1" });
      const id = await sent(beside);
      await stands(id, "sending");
      on.server.deps.advance(GIVE_UP_MS);
      await stands(id, "failed");
      expect(await messageOf(id)).toMatchObject({ failure: "unreached" });
      reachSimulated(config, reach);
      const late = { MessageSid: `SM${"7".repeat(32)}`, MessageStatus: "delivered" };
      expect((await tell(`message=${id}&attempt=1`, late)).status).toBe(200);
      expect(await messageOf(id)).toMatchObject({ state: "delivered" });
    });
  });

  test("what is told of it must be signed, for our account, and never leads back", async () => {
    const beside = await caseInCall();
    const id = await sent(beside);
    await stands(id, "delivered");
    const { carrierId: MessageSid = "" } = await messageOf(id);
    const query = `message=${id}&attempt=1`;
    await tell(query, { MessageSid, MessageStatus: "queued" });
    expect(await messageOf(id)).toMatchObject({ state: "delivered" });
    const unsigned = await tell(
      query,
      { MessageSid, MessageStatus: "failed" },
      "https://other.example",
    );
    expect(unsigned.status).toBe(403);
    const strange = { MessageSid, MessageStatus: "failed", AccountSid: `AC${"9".repeat(32)}` };
    expect((await tell(query, strange)).status).toBe(403);
    expect(await messageOf(id)).toMatchObject({ state: "delivered" });
  });
});

test.each([
  ["account", {}],
  ["number", { ...TELEPHONE, TWILIO_NUMBERS: "" }],
  ["address", { ...TELEPHONE, PUBLIC_URL: "" }],
])("without %s it is not offered, and not taken", async (missing, settings: object) => {
  const server = await startTestServer(settings as Record<string, string>);
  const { cookie } = await server.signIn(["agent"]);
  const report = { category: "leak", description: "漏水", contact: { phone: "13900002222" } };
  const { body: filed } = await server.request("/api/cases", { cookie, body: report });
  const offer = await server.request(`/api/sms/offer?caseId=${filed.id}`, { cookie });
  expect(offer.body).toMatchObject({ missing, recipients: [{ to: "contact" }] });
  const body = { caseId: filed.id, to: "contact" };
  const asked = await server.request("/api/sms/case-number", { cookie, body });
  expect(asked.body.code).toBe("sms-not-set-up");
  await server.close();
});
