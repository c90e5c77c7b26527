import type { z } from "zod";
import { conversationId, conversations } from "@warmline/shared/conversations/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { ringBackHook } from "@warmline/shared/twilio/api.ts";
import { loadQueued, reachedWrites, type CallWithAgent } from "../../../domains/acd/index.ts";
import { decideTold, loadTold } from "../../../domains/calls/index.ts";
import { command } from "../../../platform/commands/command.ts";
import type { Account } from "../account.ts";
import { partiesOf, type LineCode, type PartyCode } from "../line-command.ts";
import type { OfRingBack } from "./door.ts";

/** What whoever is rung back hears once they answer. */
export type Reached = { readonly language: Language } & (
  | {
      readonly is: "reached";
      readonly callId: string;
      readonly agentName: string;
      /** Of the queued call after this. */
      readonly rev: number;
    }
  /** Nobody rings them any more: the agent has given up, or they were rung anew. */
  | { readonly is: "late" }
);

interface Loaded {
  readonly queued: CallWithAgent;
  readonly known: Awaited<ReturnType<typeof loadTold>>;
  readonly language: Language;
}

type Input = z.output<typeof ringBackHook.body> & OfRingBack;

/**
 * 回电接通: the caller and the agent who has their call talk from now on. Refusals, in this order:
 * `other-account`, `phone-unknown`, `number-not-ours`, `call-full`.
 */
export function reachBack(account: Account) {
  return command({
    name: "calls.reach-back",
    key: false,
    scope: "anywhere",
    mutex: ({ ringBack }: Input) => `calls/${ringBack.callId}`,
    async load(reads, input: Input, moment): Promise<Result<Loaded, LineCode | PartyCode>> {
      if (input.AccountSid !== account.sid) return refuse("other-account");
      const parties = partiesOf(account, input, moment);
      if (!parties.ok) return parties;
      const { callId } = input.ringBack;
      const queued = await loadQueued(reads, callId);
      const event = { key: `connected ${queued.call?.agentId}`, kind: "connected" } as const;
      const known = await loadTold(reads, { callId, event });
      const talk = await reads.unguarded.get(conversations, conversationId("phone", callId));
      return ok({ queued, known, language: talk?.language ?? "zh" });
    },
    decide({ queued, known, language }, { ringBack, CallSid: lineId }, moment) {
      const { callId, attempt } = ringBack;
      const subjects = [`queuedCalls/${callId}`, `calls/${callId}`];
      const step = reachedWrites(queued, { attempt, lineId }, moment);
      if (!step.ok) {
        return ok({ value: { is: "late", language } as Reached, writes: [], subjects });
      }
      const told = decideTold(known, moment);
      if (!told.ok) return told;
      const { rev = 0, agentName = "" } = queued.call ?? {};
      const value: Reached = { is: "reached", language, callId, agentName, rev: rev + 1 };
      return ok({ value, writes: [...step.value, ...told.value.writes], subjects });
    },
  });
}
