import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { reachOf, reachSimulated } from "@warmline/server/channels/twilio/reach.ts";
import { QUIET_MS, reconcileJob, shareOf } from "@warmline/server/channels/twilio/reconcile-job.ts";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { fenceOf } from "@warmline/server/platform/jobs/fence.ts";
import { startTestServer } from "@warmline/server/testing.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { agentPeriods, callPeriods, type CallPeriod } from "@warmline/shared/acd/periods.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { hasEnded, type CallState } from "@warmline/shared/calls/states.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Line } from "./line.ts";
import { post, type Fields } from "./post.ts";
import { openTelephone, type Telephone } from "./talk-fixture.ts";

// A carrier's word that a call is over may never arrive: then it is asked.

let on: Telephone;
/** Ends that were not delivered, the oldest first. */
const lost: Fields[] = [];
beforeAll(async () => {
  on = await openTelephone();
});
afterEach(async () => {
  on.lose(null);
  lost.splice(0);
  await on.afterwards();
});
afterAll(() => on.server.close());

const callOf = async (id: string) => (await on.server.deps.store.get(calls, id)) as Call;
const queuedOf = (id: string) => on.server.deps.store.get(queuedCalls, id);
const agentOf = (id: string) => on.server.deps.store.get(agents, id);

/** Of one collection, as they were written after `head`. */
async function writtenAfter<D extends Stored>(head: number, collection: Collection<D>) {
  const { store } = on.server.deps;
  const writes = (await store.read(head, 200)).flatMap((entry) => entry.writes);
  const ids = writes.flatMap((write) => (write.collection === collection.name ? write.id : []));
  return store.getMany(collection, ids);
}

const reconciled = () =>
  on.server.deps.store.count(audit, { index: "byCommand", where: { command: "calls.reconcile" } });

let runs = 0;
async function run(): Promise<void> {
  const { deps } = on.server;
  const number = (runs += 1);
  await reconcileJob.run(deps, null, {
    signal: new AbortController().signal,
    number,
    progress: () => {},
    fence: () => fenceOf(deps.store, "test/reconcile", number),
  });
}

function loseEnds(): void {
  on.lose((fields) => {
    const ends = hasEnded(fields["CallStatus"] as CallState);
    if (ends) lost.push(fields);
    return ends;
  });
}

/** By the carrier's own door, signed as it signs. */
function deliver(path: string, fields: Fields) {
  const { deps, url } = on.server;
  const account = simulatedAccount(deps.config)!;
  return post({ account, url, publicUrl: deps.config.PUBLIC_URL }, path, fields);
}

const hangsUp = ({ id }: Line) => on.carrier.tell(id, { event: "hang-up" });

describe("an agent's call whose end was not told", () => {
  test("ends for everybody, as the carrier says; a late callback holds", async () => {
    const head = await on.server.deps.store.head();
    const { agent, caller, desk } = await on.inTalk();
    loseEnds();
    await hangsUp(caller);
    await run();
    expect(await agentOf(agent.id)).toMatchObject({ state: "talking" });
    on.server.deps.advance(QUIET_MS);
    await run();
    const call = await callOf(caller.id);
    expect(call).toMatchObject({ state: "completed", endSource: "asked", standing: "over" });
    // When it ended, not when somebody asked; the interface tells whole seconds.
    expect(Math.abs(call.endedAt! - caller.endedAt)).toBeLessThan(1_000);
    expect(await queuedOf(caller.id)).toMatchObject({ state: "ended", end: "answered" });
    expect(await agentOf(agent.id)).toMatchObject({ state: "wrap-up", callId: caller.id });
    await expect.poll(() => desk.status).toBe("completed");
    const ofCall = await writtenAfter(head, callPeriods);
    expect(ofCall.map(({ state, outcome }) => [state, outcome])).toEqual([
      ["waiting", undefined],
      ["reserved", "answered"],
      ["connected", undefined],
    ]);
    const ofAgent = await writtenAfter(head, agentPeriods);
    const talking = ofAgent.filter(({ phase }) => phase === "talking");
    expect(talking).toMatchObject([{ callId: caller.id, next: "wrap-up" }]);
    const { cookie } = await on.server.signIn(["supervisor"]);
    const shown = await on.server.request(`/api/calls/${caller.id}`, { cookie });
    expect(shown.body).toMatchObject({ state: "completed", endSource: "asked" });

    await run();
    expect(await reconciled()).toBe(1);
    const [end] = lost;
    expect((await deliver("/hooks/twilio/status", end!)).status).toBe(200);
    const settled = await callOf(caller.id);
    expect(settled).toMatchObject({ state: "completed", standing: "over" });
    expect(settled.endSource).toBeUndefined();
    expect(await agentOf(agent.id)).toMatchObject({ state: "wrap-up" });
  });

  test("ends, too, where they were rung back on another line", async () => {
    const agent = await on.agentReady();
    const other = await on.callerWaits();
    await on.answered(agent, other.id);
    const caller = await on.callerWaits();
    await on.carrier.tell(caller.id, { event: "keys", text: "1" });
    await hangsUp(other);
    const disposition = { about: "other" };
    await agent.post("finish-wrap-up", { callId: other.id, disposition });
    await on.answered(agent, caller.id, "dial");
    const state = async () => (await queuedOf(caller.id))?.state;
    await expect.poll(state).toBe("connected");
    const { lineId = "" } = (await queuedOf(caller.id))?.ringBack ?? {};
    loseEnds();
    await hangsUp(on.carrier.line(lineId)!);
    on.server.deps.advance(QUIET_MS);
    await run();
    expect(await queuedOf(caller.id)).toMatchObject({ state: "ended", end: "answered" });
    expect(await agentOf(agent.id)).toMatchObject({ state: "wrap-up", callId: caller.id });
  });

  test("goes on while the carrier says that it does", async () => {
    const { agent, caller } = await on.inTalk();
    on.server.deps.advance(QUIET_MS);
    const { rev } = await callOf(caller.id);
    await run();
    expect((await callOf(caller.id)).rev).toBe(rev);
    expect(await agentOf(agent.id)).toMatchObject({ state: "talking" });
    await hangsUp(caller);
  });

  test("ends once, where the callback comes while the carrier is asked", async () => {
    const before = await reconciled();
    const head = await on.server.deps.store.head();
    const { agent, caller } = await on.inTalk();
    loseEnds();
    await hangsUp(caller);
    on.server.deps.advance(QUIET_MS);
    on.hinder(({ path }) =>
      path.endsWith(caller.id)
        ? deliver("/hooks/twilio/status", lost[0]!).then(() => undefined)
        : undefined,
    );
    await Promise.all([run(), run()]);
    on.hinder(null);
    expect(await reconciled()).toBe(before);
    const call = await callOf(caller.id);
    expect(call).toMatchObject({ state: "completed" });
    expect(call.endSource).toBeUndefined();
    expect(await agentOf(agent.id)).toMatchObject({ state: "wrap-up" });
    const connected = ({ state }: CallPeriod) => state === "connected";
    expect((await writtenAfter(head, callPeriods)).filter(connected)).toHaveLength(1);
  });

  test("is asked about again where the carrier was not there", async () => {
    const { agent, caller } = await on.inTalk();
    loseEnds();
    await hangsUp(caller);
    on.server.deps.advance(QUIET_MS);
    const { config } = on.server.deps;
    const reach = reachOf(config)!;
    reachSimulated(config, { ...reach, carrierUrl: "http://127.0.0.1:1" });
    await expect(run()).rejects.toThrow("ECONNREFUSED");
    expect(await callOf(caller.id)).toMatchObject({ standing: "open" });
    expect(await agentOf(agent.id)).toMatchObject({ state: "talking" });
    reachSimulated(config, reach);
    await run();
    expect(await callOf(caller.id)).toMatchObject({ endSource: "asked" });
    expect(await agentOf(agent.id)).toMatchObject({ state: "wrap-up" });
  });
});

test("a call that the carrier does not know is over, says so, and is rung back", async () => {
  const agent = await on.agentReady();
  const callId = `CA${"5".repeat(32)}`;
  const fields = {
    AccountSid: simulatedAccount(on.server.deps.config)!.sid,
    CallSid: callId,
    From: "+8613800000011",
    To: simulatedAccount(on.server.deps.config)!.numbers[0]!,
    Direction: "inbound",
    CallStatus: "in-progress",
  };
  await deliver("/hooks/twilio/voice", fields);
  await deliver("/hooks/twilio/turn?turn=1", { ...fields, Digits: "0" });
  await expect.poll(() => agentOf(agent.id).then((one) => one?.state)).toBe("reserved");
  on.server.deps.advance(QUIET_MS);
  await run();
  const call = await callOf(callId);
  expect(call).toMatchObject({ state: "failed", endSource: "unknown", standing: "to-ring-back" });
  expect(await queuedOf(callId)).toMatchObject({ state: "ended", end: "abandoned" });
  expect((await agentOf(agent.id))?.callId).toBeUndefined();
  const end = { ...fields, CallStatus: "completed", SequenceNumber: "3", CallDuration: "9" };
  await deliver("/hooks/twilio/status", end);
  expect(await callOf(callId)).toMatchObject({ state: "completed", durationS: 9 });
  expect((await callOf(callId)).endSource).toBeUndefined();
});

test("more than one run asks about are taken by run after run, and none is left out", () => {
  const all = Array.from({ length: 450 }, (_, place) => place);
  const taken = [1, 2, 3].flatMap((number) => shareOf(all, number));
  expect(taken.toSorted((a, b) => a - b)).toEqual(all);
  expect(shareOf(all.slice(0, 7), 5)).toEqual(all.slice(0, 7));
  expect(shareOf([], 1)).toEqual([]);
});

test("where there is no telephone nothing asks", async () => {
  const without = await startTestServer();
  const repeated = async ({ deps }: Pick<Telephone["server"], "deps">) =>
    (await deps.jobs.list("waiting", 50)).map(({ job }) => job);
  expect(await repeated(without)).not.toContain(reconcileJob.name);
  expect(await repeated(without)).toContain("conversations.expire");
  await expect.poll(() => repeated(on.server)).toContain(reconcileJob.name);
  await without.close();
});
