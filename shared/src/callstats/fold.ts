import type { Skill } from "../acd/model.ts";
import type { AgentPeriod, CallPeriod } from "../acd/periods.ts";
import type { Body } from "../store/collection.ts";
import type { Instant } from "../kernel/time.ts";
import { cutByHalfHours, halfHourOf } from "./half-hour.ts";
import { ANSWER_WITHIN_MS, SHORT_ABANDON_MS, type SumName, type Sums } from "./sums.ts";

/** Whose sums: a queue's by its skill, or an agent's by their id; those of chats by themselves. */
export type Of =
  | { readonly kind: "chat-queue"; readonly key: Skill }
  | { readonly kind: "chat-agent"; readonly key: string }
  | { readonly kind: "queue"; readonly key: Skill }
  | { readonly kind: "agent"; readonly key: string };

/** What a period adds to one half-hour. */
export type Share = Of & { readonly halfHour: Instant; readonly sums: Sums };

/**
 * What came of a call counts in the half-hour in which it came into the queue, so that those who
 * were answered are of those who were offered; time counts where it was spent.
 */
export function sharesOfCall(period: Body<CallPeriod>): Share[] {
  const { skill, state, from, to, enteredAt, outcome } = period;
  const hungUpAt = period.hungUpAt ?? null;
  const queue = { kind: "queue", key: skill } as const;
  const shares: Share[] =
    outcome === undefined
      ? []
      : [
          {
            ...queue,
            halfHour: halfHourOf(enteredAt),
            sums: fared(outcome, { enteredAt, to, hungUpAt }),
          },
        ];
  const name = { connected: "talkMs", held: "holdMs" } as const;
  if (state !== "connected" && state !== "held") return shares;
  return [...shares, ...spent(queue, name[state], from, to)];
}

interface Waited {
  readonly enteredAt: Instant;
  readonly to: Instant;
  /** Whoever hung up to be rung back waited no longer; they are never in time. */
  readonly hungUpAt: Instant | null;
}

function fared(
  outcome: NonNullable<CallPeriod["outcome"]>,
  { enteredAt, to, hungUpAt }: Waited,
): Sums {
  const ms = Math.max(0, (hungUpAt ?? to) - enteredAt);
  const sums: Sums = { offered: 1, [outcome]: 1, waitMaxMs: ms };
  if (outcome === "answered") {
    const how = hungUpAt === null ? (ms <= ANSWER_WITHIN_MS ? { inTime: 1 } : {}) : { rungBack: 1 };
    return { ...sums, waitMs: ms, ...how };
  }
  return outcome === "abandoned" && ms < SHORT_ABANDON_MS ? { ...sums, shortAbandoned: 1 } : sums;
}

/** What an agent took or let ring counts when the ringing ends. */
export function sharesOfAgent(period: Body<AgentPeriod>): Share[] {
  const { agentId, phase, from, to, next, skill } = period;
  const agent = { kind: "agent", key: agentId } as const;
  const name = nameOf(period);
  const shares: Share[] = name === null ? [] : spent(agent, name, from, to);
  if (phase === "wrap-up" && skill !== undefined) {
    shares.push(...spent({ kind: "queue", key: skill }, "wrapUpMs", from, to));
  }
  if (phase !== "reserved") return shares;
  const halfHour = halfHourOf(to);
  if (next === "talking") shares.push({ ...agent, halfHour, sums: { taken: 1 } });
  if (period.missed === true) shares.push({ ...agent, halfHour, sums: { missed: 1 } });
  return shares;
}

function nameOf({ phase, reason }: Body<AgentPeriod>): SumName | null {
  switch (phase) {
    case "ready":
      return "readyMs";
    case "reserved":
      return "reservedMs";
    case "chatting":
      return "chatMs";
    case "talking":
      return "talkMs";
    case "held":
      return "holdMs";
    case "wrap-up":
      return "wrapUpMs";
    case "paused":
      return reason === undefined ? null : `paused-${reason}`;
    case "offline":
      return null;
  }
}

export function spent(of: Of, name: SumName, from: Instant, to: Instant): Share[] {
  return cutByHalfHours(from, to).map(({ halfHour, ms }) => ({
    ...of,
    halfHour,
    sums: { [name]: ms },
  }));
}
