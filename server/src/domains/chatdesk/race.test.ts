import { afterAll, beforeAll, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { chatCapacityOf, chatsInHand } from "@warmline/shared/acd/capacity.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { deskChats, isInHand, OFFER_MS } from "@warmline/shared/chatdesk/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { sweep } from "../acd/dispatcher.ts";
import { ready } from "../acd/desk-commands.ts";
import { actor, caller, openLedgerRoom, type LedgerRoom } from "../ledger/testing.ts";
import { declineChat, takeChat, transferChat } from "./agent-commands.ts";
import { sweepChats } from "./dispatcher.ts";
import { enqueueWrites } from "./queue.ts";

// Two nodes that distribute, agents who take, decline and hand on, and calls, all at once.

const CHATS = 12;
const CALLS = 1;
const PEOPLE = 3;

onEachEngine("%s", (engine) => {
  let room: LedgerRoom;
  let nodes: Deps[];
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    ...actor(["agent"]),
    id: `agent-${n}`,
  }));
  beforeAll(async () => {
    room = await openLedgerRoom(engine === "mongo" ? "mongo" : "sqlite");
    nodes = [room.deps, await room.another()];
    await seed();
  }, 60_000);
  afterAll(() => room?.close());

  async function seed(): Promise<void> {
    const { store, clock } = room.deps;
    const members = people.map(({ id, roles, scope }) =>
      insert(staff, { id, login: id, name: id, roles, scope, active: true, passwordHash: "" }),
    );
    const chats = Array.from({ length: CHATS }, (_, n) =>
      enqueueWrites(
        null,
        { id: `chat-${n}`, chatId: `w:${n}`, skill: "fees", branchIds: [] },
        { at: clock.now() },
      ),
    );
    const at = clock.now();
    const stands = {
      skill: "fees",
      state: "waiting",
      enteredAt: at,
      since: at,
      passed: [],
    } as const;
    const calls = Array.from({ length: CALLS }, (_, n) =>
      insert(queuedCalls, { id: `call-${n}`, ...stands }),
    );
    await store.commit([...members, ...chats.flat(), ...calls]);
    for (const one of people) await runCommand(room.deps, caller(one), ready, {});
  }

  /** What must hold at every moment. */
  async function held(): Promise<number> {
    const { store } = room.deps;
    const found = await store.getMany(deskChats, ids);
    const there = await store.getMany(
      agents,
      people.map(({ id }) => id),
    );
    for (const agent of there) {
      const theirs = found.filter((chat) => isInHand(chat) && chat.agentId === agent.id);
      expect(agent.chatIds ?? []).toHaveLength(theirs.length);
      expect(new Set(agent.chatIds)).toEqual(new Set(theirs.map(({ id }) => id)));
      expect(chatsInHand(agent)).toBeLessThanOrEqual(chatCapacityOf(agent));
      // 电话独占.
      expect(agent.callId === undefined || chatsInHand(agent) === 0).toBe(true);
    }
    return found.filter(isInHand).length;
  }
  const ids = Array.from({ length: CHATS }, (_, n) => `chat-${n}`);

  async function acts(one: StaffActor, node: Deps): Promise<void> {
    const { chatIds = [] } = (await node.store.get(agents, one.id)) ?? {};
    const [first, second, third] = chatIds.map((id) => ({ id }));
    await Promise.all([
      first && runCommand(node, caller(one), takeChat, first),
      second && runCommand(node, caller(one), declineChat, second),
      third && runCommand(node, caller(one), transferChat, { ...third, skill: "repairs" as const }),
    ]);
  }

  test("no chat has two agents, and no agent more than they may", { timeout: 60_000 }, async () => {
    let inHand = 0;
    for (let round = 0; round < 6; round += 1) {
      await Promise.all([
        ...nodes.flatMap((node) => [sweepChats(node), sweep(node)]),
        ...people.flatMap((one, n) => acts(one, nodes[n % 2]!)),
      ]);
      inHand = Math.max(inHand, await held());
      room.clock.at += OFFER_MS / 4;
    }
    // Something did happen, beside the calls.
    expect(inHand).toBeGreaterThan(0);
  });
});
