import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { readRecords } from "@warmline/shared/security/read-record.ts";
import { furnish } from "../../domains/incidents/fixture.ts";
import { rawRequest, type RawAnswer } from "../../platform/http/testing.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { fieldsOf, HOTLINE, PUBLIC, sidOf, signatureOf, TELEPHONE, tell } from "./fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(TELEPHONE);
  await furnish(server.deps);
});
afterAll(() => server.close());

const callOf = (name: string) => server.deps.store.get(calls, sidOf(name)) as Promise<Call>;
const acts = () => server.deps.store.count(audit, { index: "byTime" });
const at = (second: number) =>
  new Date(Date.UTC(2026, 10, 28, 2, 0, second)).toUTCString().replace("GMT", "+0000");

function status(name: string, state: string, sequence: number, more = {}) {
  const own = { CallStatus: state, SequenceNumber: `${sequence}`, Timestamp: at(sequence) };
  return tell(server, "status", fieldsOf(name, { ...own, ...more }));
}

describe("somebody calls", () => {
  test("and is greeted by a conversation; the call is kept with who it may be", async () => {
    const answer = await tell(server, "voice", fieldsOf("first"));
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(answer.text).toContain('<Gather input="dtmf speech" finishOnKey="#" numDigits="1"');
    expect(answer.text).toContain('action="turn?turn=1"');
    expect(answer.text).toContain("这里是供热客服热线");
    expect(answer.text).not.toContain("王秀英");
    expect((await tell(server, "voice", fieldsOf("first"))).text).toBe(answer.text);
    expect(await callOf("first")).toMatchObject({
      from: "+8613800000011",
      to: HOTLINE,
      state: "ringing",
      standing: "open",
      households: [{ id: "home-11", number: "100000011", branchId: "branch-east" }],
      conversationId: `phone:${sidOf("first")}`,
      caseIds: [],
      by: { command: "calls.arrive", actorKind: "channel", actorId: "twilio" },
    });
  });

  test("without a number, and is asked for one; a wrong one is asked for once more", async () => {
    const hidden = { From: "anonymous" };
    await tell(server, "voice", fieldsOf("hidden", hidden));
    const zero = { ...hidden, CallStatus: "in-progress", Digits: "0" };
    const person = await tell(server, "turn?turn=1", fieldsOf("hidden", zero));
    expect(person.text).toContain("没有显示号码");
    expect(person.text).toContain('action="message?turn=1"');
    const wrong = { ...zero, Digits: "12" };
    const again = await tell(server, "message?turn=1", fieldsOf("hidden", wrong));
    expect(again.text).toContain('action="message?turn=2"');
    const right = { ...zero, Digits: "13900001111" };
    const done = await tell(server, "message?turn=2", fieldsOf("hidden", right));
    expect(done.text).toContain("<Hangup/>");
    const call = await callOf("hidden");
    expect([call.from, call.ringBackAt, call.households]).toEqual([null, "+8613900001111", []]);
    await status("hidden", "completed", 3, hidden);
    expect((await callOf("hidden")).standing).toBe("to-ring-back");
  });

  test("and wants a person: what they say to the machine is kept word for word", async () => {
    await tell(server, "voice", fieldsOf("said"));
    await tell(
      server,
      "turn?turn=1",
      fieldsOf("said", { SpeechResult: "人工", Confidence: "0.9" }),
    );
    const said = { SpeechResult: "三号楼暖气不热，老人在家", Confidence: "0.83" };
    await tell(server, "message?turn=1", fieldsOf("said", said));
    expect((await callOf("said")).said).toEqual(["三号楼暖气不热，老人在家"]);
  });

  test("and reports a fault by keys: a case comes of it, linked to the call", async () => {
    await tell(server, "voice", fieldsOf("fault"));
    const keys = ["1", "1", "1", "1", "2", "", "1"];
    let last = "";
    for (const [place, Digits] of keys.entries()) {
      const door = `turn?turn=${place + 1}`;
      const answer = () => tell(server, door, fieldsOf("fault", { Digits }));
      last = (await answer()).text;
      // Sent once more it is answered the same, and done once.
      expect((await answer()).text).toBe(last);
    }
    expect(last).toContain("已受理，工单号");
    await status("fault", "completed", 3);
    const call = await callOf("fault");
    expect(call).toMatchObject({ standing: "over", caseIds: [expect.any(String)] });
    const [filed] = await server.deps.store.getMany(cases, call.caseIds);
    expect(filed).toMatchObject({ category: "not-warm", householdId: "home-11" });
  });

  test("and a turn is told again with other content: refused, nothing changed", async () => {
    await tell(server, "voice", fieldsOf("reused"));
    await tell(server, "turn?turn=1", fieldsOf("reused", { Digits: "1" }));
    const before = await acts();
    const answer = await tell(
      server,
      "turn?turn=1",
      fieldsOf("reused", { SpeechResult: "查欠费" }),
    );
    expect([answer.status, answer.json.code]).toEqual([409, "turn-reused"]);
    const unknown = await tell(server, "turn?turn=1", fieldsOf("nobody's", { Digits: "1" }));
    expect(unknown.json.code).toBe("conversation-unknown");
    expect(await acts()).toBe(before);
  });

  test("and what they are told is in the access log", async () => {
    await server.deps.records.flush();
    const looks = await server.deps.store.find(readRecords, { index: "byTime", limit: 1_000 });
    const told = looks.filter(({ actorKind }) => actorKind === "channel");
    expect(told.flatMap((one) => one.looks).flatMap(({ subjects }) => subjects)).toContain(
      "households/home-11",
    );
  });

  test("and a door of ours fails: they are asked for patience, whatever their number", async () => {
    const odd = { From: "sip:me@example.com", ErrorCode: "11200", ErrorUrl: `${PUBLIC}/x` };
    const answer = await tell(server, "fallback", fieldsOf("failed", odd));
    expect(answer.text).toContain("非常抱歉");
    expect(answer.text).toContain("<Hangup/>");
    expect(await callOf("failed")).toMatchObject({ from: null, standing: "open" });
  });
});

describe("how a call stands", () => {
  test("may come late, twice and out of order", async () => {
    await tell(server, "voice", fieldsOf("late"));
    const ended = () => status("late", "completed", 3, { CallDuration: "41" });
    const answers = [await ended(), await status("late", "in-progress", 2), await ended()];
    await status("late", "ringing", 1);
    expect(answers.map((one) => [one.status, one.text])).toEqual(answers.map(() => [200, ""]));
    const call = await callOf("late");
    expect(call).toMatchObject({ state: "completed", standing: "over", durationS: 41 });
    expect(call.events.map(({ state }) => state)).toHaveLength(4);
  });

  test("of an unknown call makes it known", async () => {
    await status("unheard", "no-answer", 4);
    expect(await callOf("unheard")).toMatchObject({
      state: "no-answer",
      standing: "to-ring-back",
      households: [{ id: "home-11" }],
    });
  });

  test("told again with another content is refused", async () => {
    await status("twice", "completed", 3, { CallDuration: "41" });
    const before = await acts();
    const answer = await status("twice", "completed", 3, { CallDuration: "42" });
    expect([answer.status, answer.json.code]).toEqual([409, "key-reused"]);
    expect((await callOf("twice")).durationS).toBe(41);
    expect(await acts()).toBe(before);
  });
});

test("a recording may come before the call that it is of", async () => {
  const { AccountSid = "", CallSid = "" } = fieldsOf("recorded");
  const recording = {
    RecordingSid: sidOf("recorded", "RE"),
    RecordingUrl: "https://api.example/recordings/RE1",
    RecordingDuration: "12",
    RecordingStartTime: at(1),
  };
  const answer = await tell(server, "recording", { AccountSid, CallSid, ...recording });
  expect([answer.status, answer.text]).toEqual([200, ""]);
  await tell(server, "voice", fieldsOf("recorded"));
  expect(await callOf("recorded")).toMatchObject({
    from: "+8613800000011",
    households: [{ id: "home-11" }],
    recordings: [{ url: "https://api.example/recordings/RE1", durationS: 12 }],
  });
});

describe("what is refused changes nothing", () => {
  const other = `AC${"2".repeat(32)}`;
  const bad = { AccountSid: other };
  const table: [string, () => Promise<RawAnswer>, number, string][] = [
    ["another account", () => tell(server, "voice", fieldsOf("bad", bad)), 403, "other-account"],
    ["no call", () => tell(server, "voice", fieldsOf("bad", { CallSid: "" })), 400, "bad-input"],
    [
      "a number that is none",
      () => tell(server, "voice", fieldsOf("bad", { From: "sip:me@example.com" })),
      422,
      "phone-unknown",
    ],
    [
      "a number that is not ours",
      () => tell(server, "status", fieldsOf("bad", { To: "+8613800000099" })),
      422,
      "number-not-ours",
    ],
    [
      "a state that no call has",
      () => tell(server, "status", fieldsOf("bad", { CallStatus: "melted" })),
      400,
      "bad-input",
    ],
    ["no turn", () => tell(server, "turn", fieldsOf("bad")), 400, "event-id-missing"],
    [
      "a script for an address",
      () =>
        tell(server, "recording", {
          ...fieldsOf("bad"),
          RecordingSid: sidOf("bad", "RE"),
          RecordingUrl: "javascript:alert(1)",
          RecordingDuration: "1",
        }),
      400,
      "bad-input",
    ],
    [
      "10 MB",
      () => tell(server, "turn?turn=1", fieldsOf("bad", { SpeechResult: "x".repeat(10_485_760) })),
      413,
      "too-large",
    ],
  ];
  test.each(table)("%s", async (_, ask, expected, code) => {
    const before = await acts();
    const answer = await ask();
    expect([answer.status, answer.json.code]).toEqual([expected, code]);
    expect(await acts()).toBe(before);
  });

  test("unsigned or wrong, before anything else", async () => {
    const fields = fieldsOf("bad", { CallStatus: "melted" });
    const path = "/hooks/twilio/voice";
    const right = signatureOf("new token", `${PUBLIC}${path}`, fields);
    const signed: Record<string, string>[] = [
      {},
      { "x-twilio-signature": right.replace(/^./, "_") },
    ];
    for (const signature of signed) {
      const answer = await rawRequest(server.url, path, {
        method: "POST",
        headers: { "content-type": "text/html", ...signature },
        body: "%%%",
      });
      expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
    }
  });
});
