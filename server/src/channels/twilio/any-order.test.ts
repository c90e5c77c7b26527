import { afterEach, describe, expect, test, vi } from "vitest";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { ENGINES, openNodes } from "../../platform/stores/testing.ts";
import { furnish } from "../../domains/incidents/fixture.ts";
import type { Account } from "./account.ts";
import * as commands from "./commands.ts";
import { ACCOUNT, HOTLINE, sidOf, TOKENS } from "./fixture.ts";

// Whatever a carrier tells of a call, in any order, repeated, at two processes at once.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SEED = 20_261_128;
const ROUNDS = 12;
const account: Account = { sid: ACCOUNT, tokens: TOKENS, numbers: [HOTLINE], reachesDesks: false };
const began = Date.UTC(2026, 10, 28);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Telling = (deps: Deps) => Promise<unknown>;

/** Everything that is told of one call, each to be carried out by any node. */
function tellings(name: string): Telling[] {
  const ofCall = { AccountSid: ACCOUNT, CallSid: sidOf(name) };
  const parties = { ...ofCall, From: "+8613800000011", To: HOTLINE, Direction: "inbound" } as const;
  const as = (key: string): Caller => ({
    actor: { kind: "channel", id: "twilio", name: "twilio" },
    origin: "twilio",
    language: "zh",
    key: `${name} ${key}`,
  });
  const when = (second: number) => new Date(began + second * 1_000).toUTCString();
  const states = ["initiated", "ringing", "in-progress", "completed"] as const;
  const recording = {
    RecordingSid: sidOf(name, "RE"),
    RecordingUrl: "https://api.example/r",
    RecordingDuration: 9,
    RecordingStartTime: when(2),
  };
  return [
    (deps) =>
      runCommand(deps, as("arrived"), commands.arrive(account), {
        ...parties,
        CallStatus: "ringing",
      }),
    (deps) =>
      runCommand(deps, as("message"), commands.hear(account), {
        ...parties,
        CallStatus: "in-progress",
        Digits: "13900001111",
        turn: 1,
      }),
    (deps) =>
      runCommand(deps, as("recording"), commands.keepRecording(account), {
        ...ofCall,
        ...recording,
      }),
    ...states.map(
      (CallStatus, SequenceNumber): Telling =>
        (deps) =>
          runCommand(deps, as(CallStatus), commands.followStatus(account), {
            ...parties,
            CallStatus,
            SequenceNumber,
            Timestamp: when(SequenceNumber),
          }),
    ),
  ];
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((one) => [random.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** All but how often it was written, by whom, and whose call it is. */
function plain(call: Call | null): Partial<Body<Call>> {
  const { id: _id, rev: _rev, by: _by, conversationId: _conversation, ...rest } = call as Call;
  const recordings = rest.recordings.map(({ id: _recording, ...one }) => one);
  const events = rest.events.map(({ recording: _one, conversationId: _own, key, ...event }) => ({
    ...event,
    key: key.split(" ")[0] ?? "",
  }));
  return { ...rest, recordings: recordings as never, events };
}

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing)("any order and repetition comes to the same call", async () => {
    const opened = await openNodes(engine);
    closing.push(() => opened.close());
    await furnish(opened.nodes[0]);
    const clock = { now: () => instantOf(began + 4_000) };
    const nodes = opened.nodes.map((node): Deps => ({ ...node, clock }));
    const random = seededRandom(SEED);
    const straight = tellings("straight");
    for (const one of straight) await one(nodes[0]!);
    const { store } = opened.nodes[0];
    const wanted = plain(await store.get(calls, sidOf("straight")));
    expect(wanted).toMatchObject({ state: "completed", standing: "over" });
    expect(wanted.events).toHaveLength(straight.length);
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `round ${round}`;
      const all = tellings(name);
      const again = all.filter(() => random.next() < 0.5);
      const order = shuffled([...all, ...again], random);
      if (round % 2 === 0) for (const one of order) await one(nodes[0]!);
      else await Promise.all(order.map((one, place) => one(nodes[place % 2]!)));
      expect(plain(await store.get(calls, sidOf(name))), `seed ${SEED}, ${name}`).toEqual(wanted);
    }
  });
});
