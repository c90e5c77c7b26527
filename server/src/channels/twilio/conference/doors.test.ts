import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { startTestServer, type TestServer } from "../../../testing.ts";
import { ACCOUNT, fieldsOf, sidOf, TELEPHONE, tell } from "../fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(TELEPHONE);
});
afterAll(() => server.close());

const at = (second: number) => new Date(Date.UTC(2026, 10, 28, 8, 0, second)).toUTCString();

function moved(name: string, event: "join" | "leave", sequence: number, more = {}) {
  return tell(server, "conference", {
    AccountSid: ACCOUNT,
    CallSid: sidOf(`${name} desk`),
    ConferenceSid: sidOf(name, "CF"),
    FriendlyName: sidOf(name),
    StatusCallbackEvent: `participant-${event}`,
    ParticipantLabel: "agent-1",
    SequenceNumber: `${sequence}`,
    Timestamp: at(sequence),
    ...more,
  });
}

const partiesOf = async (name: string) => {
  const { events } = (await server.deps.store.get(calls, sidOf(name))) as Call;
  return events.flatMap(({ kind, party }) => (party === undefined ? [] : `${kind} ${party}`));
};

describe("who comes into a talk and leaves it", () => {
  test("is kept with the call, in its order, each once", async () => {
    await tell(server, "voice", fieldsOf("talk"));
    await moved("talk", "leave", 2);
    await moved("talk", "join", 1);
    expect((await moved("talk", "join", 1)).status).toBe(200);
    expect(await partiesOf("talk")).toEqual(["joined agent-1", "left agent-1"]);
  });

  test("of another account, or of no call, is refused and changes nothing", async () => {
    const other = await moved("other", "join", 1, { AccountSid: `AC${"2".repeat(32)}` });
    expect([other.status, other.json.code]).toEqual([403, "other-account"]);
    const none = await moved("other", "join", 1, { FriendlyName: "Weekly meeting" });
    expect([none.status, none.json.code]).toEqual([400, "bad-input"]);
    expect(await server.deps.store.get(calls, sidOf("other"))).toBeNull();
  });
});

describe("a desk that connects", () => {
  const connects = (more: Readonly<Record<string, string>>) =>
    tell(server, "desk", {
      AccountSid: ACCOUNT,
      CallSid: sidOf("desk"),
      From: "client:agent_1",
      callId: sidOf("talk"),
      ...more,
    });

  test("to a call that nobody has is hung up on", async () => {
    const answer = await connects({});
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("<Response><Hangup/></Response>");
  });

  test.each([
    [{ AccountSid: `AC${"2".repeat(32)}` }, 403, "other-account"],
    [{ From: "+8613800000011" }, 400, "bad-input"],
    [{ callId: "" }, 400, "bad-input"],
  ] as const)("with %j is refused", async (more, status, code) => {
    const answer = await connects(more);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });
});
