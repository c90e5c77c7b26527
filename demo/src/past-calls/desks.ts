import { pairUp } from "@warmline/shared/acd/choose.ts";
import type { Agent, QueuedCall } from "@warmline/shared/acd/model.ts";
import { agentPeriods, callPeriods, stepped } from "@warmline/shared/acd/periods.ts";
import { reserve, type Step } from "@warmline/shared/acd/rules.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/** Whoever signs on in the city later begins their periods at the first revision, too. */
export const PAST = "past";

/** Agents and calls of the past, step by step by the rules of the queue, and their periods. */
export class Desks {
  readonly agents: Map<string, Agent>;
  readonly calls = new Map<string, QueuedCall>();
  #ended: { readonly to: Instant; readonly write: Write }[] = [];

  constructor(agents: readonly Agent[]) {
    this.agents = new Map(agents.map((agent) => [agent.id, agent]));
  }

  /** What a rule says of an agent and a call becomes so at that moment. */
  take(agent: Agent | null, call: QueuedCall | null, step: Step, at: Instant): void {
    const { call: nextCall, ofCall, ofAgents } = stepped({ agent, call }, step, at);
    if (ofCall !== null) this.#ended.push({ to: ofCall.to, write: insert(callPeriods, ofCall) });
    for (const ofAgent of ofAgents) {
      const period = { ...ofAgent, id: `${PAST}-${ofAgent.id}` };
      this.#ended.push({ to: ofAgent.to, write: insert(agentPeriods, period) });
    }
    if (call !== null && nextCall !== null) {
      this.calls.set(call.id, { ...nextCall, rev: call.rev + 1 });
    }
    if (agent !== null && step.agent !== undefined) {
      this.agents.set(agent.id, { ...step.agent, rev: agent.rev + 1 });
    }
  }

  /** 分配: rings at whoever's turn it is; answers who is rung by what. */
  distribute(at: Instant): { readonly callId: string; readonly agentId: string }[] {
    const waiting = [...this.calls.values()].filter(({ state }) => state === "waiting");
    if (waiting.length === 0) return [];
    const ready = [...this.agents.values()].filter(({ state }) => state === "ready");
    const pairs = pairUp(waiting, ready, at);
    for (const { callId, agentId } of pairs) {
      const [call, agent] = [this.calls.get(callId)!, this.agents.get(agentId)!];
      this.take(agent, call, reserve(call, agent, at), at);
    }
    return pairs;
  }

  /** The periods that had ended by then; calls that are over are forgotten. */
  periods(until: Instant): Write[] {
    const ended = this.#ended.filter(({ to }) => to <= until).map(({ write }) => write);
    this.#ended = [];
    for (const [id, { state }] of this.calls) if (state === "ended") this.calls.delete(id);
    return ended;
  }
}
