import { randomUUID } from "node:crypto";
import type { ChannelActor, DeviceActor } from "@warmline/shared/access/actor.ts";
import { speak, write } from "@warmline/bots/say/render.ts";
import { OFFICIAL_ACCOUNT, TELEPHONE } from "@warmline/bots/core/capability.ts";
import { households } from "@warmline/shared/households/model.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { openLedgerRoom, settle, type Engine, type LedgerRoom } from "../ledger/testing.ts";
import { beginConversation, takeTurn } from "./take-turn.ts";
import type { SaidEvent, TurnAnswer } from "./exchange.ts";

/** For tests: a telephone over the ledger's room. Zhang's number is on file of `h0`. */

export const ZHANG = "+8613800001111";
export const TAIL_OF_H0 = "0000";

const line: ChannelActor = { kind: "channel", id: "phone", name: "phone" };
export const onLine: Caller = { actor: line, origin: "phone test", language: "zh" };
const device: DeviceActor = { kind: "kiosk", id: "kiosk-1", name: "一号机", hallId: "hall" };
export const atKiosk: Caller = { actor: device, origin: "kiosk test", language: "zh" };

export async function openTelephone(engine: Engine): Promise<LedgerRoom> {
  const room = await openLedgerRoom(engine);
  const [id = ""] = await settle(room.deps, 2);
  const household = await room.deps.store.get(households, id);
  if (household === null) throw new Error("nobody was settled");
  await room.deps.store.commit([replace(households, household, { ...household, phones: [ZHANG] })]);
  return room;
}

export interface Talk {
  readonly id: string;
  /** What was told first. */
  readonly first: TurnAnswer;
  press(digits: string, turnId?: string): Promise<TurnAnswer>;
  say(text: string, turnId?: string): Promise<TurnAnswer>;
}

/** A call from a number, or one that withholds it. */
export async function call(deps: Deps, phone?: string): Promise<Talk> {
  const externalId = randomUUID();
  const begun = {
    channel: "phone",
    externalId,
    turnId: "1",
    phone,
    capability: TELEPHONE,
  } as const;
  const first = await must(beginConversation(deps, onLine, begun));
  const id = first.conversationId;
  const turn = (event: SaidEvent, turnId: string) =>
    must(takeTurn(deps, onLine, { conversationId: id, turnId, event }));
  return {
    id,
    first,
    press: (digits, turnId = randomUUID()) => turn({ kind: "keys", digits }, turnId),
    say: (text, turnId = randomUUID()) => turn({ kind: "said", text }, turnId),
  };
}

export async function must<T>(
  asked: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; code: string }>,
): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.value;
}

/** As the caller hears it. */
export function heard({ replies, language }: TurnAnswer): string {
  return replies.map((reply) => speak(language, reply)).join("");
}

/** An outage of the building in which all live. */
export async function outage({ store, clock }: Pick<Deps, "store" | "clock">): Promise<void> {
  const at = clock.now();
  const area = { nodeId: "b", kind: "building", name: "阳光1号楼", branchId: "branch-1" } as const;
  await store.commit([
    insert(incidents, {
      id: "outage-1",
      number: "SJ20251101-0001",
      kind: "outage",
      state: "confirmed",
      open: true,
      areas: [area],
      branchIds: ["branch-1"],
      everBranchIds: ["branch-1"],
      description: "主管道漏水",
      cause: "主管道破裂",
      startedAt: later(at, -3_600_000),
      expected: [{ at, actorName: "班长", returnAt: later(at, 4 * 3_600_000) }],
      step: 1,
      history: [],
    }),
  ]);
}

/** One person who writes to the official account; answers what is written back. */
export async function openChat(deps: Deps, userId: string) {
  const begun = {
    channel: "wechat",
    externalId: randomUUID(),
    turnId: "1",
    chat: { id: `official:${userId}`, boundIds: [] },
    capability: OFFICIAL_ACCOUNT,
  } as const;
  const { conversationId } = await must(beginConversation(deps, onLine, begun));
  return async (text: string, turnId: string = randomUUID()) => {
    const event = { kind: "said", text } as const;
    const answer = await must(takeTurn(deps, onLine, { conversationId, turnId, event }));
    return answer.replies.map((reply) => write(answer.language, reply)).join("");
  };
}
