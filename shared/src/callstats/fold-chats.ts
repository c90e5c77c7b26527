import type { ChatPeriod } from "../chatdesk/periods.ts";
import type { Body } from "../store/collection.ts";
import { spent, type Share } from "./fold.ts";
import { halfHourOf } from "./half-hour.ts";
import type { Sums } from "./sums.ts";

/**
 * As of a call: what came of a chat counts in the half-hour in which it came into the queue; time
 * with it where it was spent, of several at once each by itself.
 */
export function sharesOfChat(period: Body<ChatPeriod>): Share[] {
  const { skill, state, from, to, agentId } = period;
  const queue = { kind: "chat-queue", key: skill } as const;
  const came: Share = { ...queue, halfHour: halfHourOf(period.enteredAt), sums: faredOf(period) };
  const shares: Share[] = Object.keys(came.sums).length === 0 ? [] : [came];
  if (state === "served") shares.push(...spent(queue, "talkMs", from, to));
  return agentId === undefined ? shares : [...shares, ...sharesAtDesk(period, agentId)];
}

function faredOf({ outcome, repliedAt, enteredAt, to }: Body<ChatPeriod>): Sums {
  const ms = Math.max(0, to - enteredAt);
  const replied =
    repliedAt === undefined ? {} : { replied: 1, replyMs: Math.max(0, repliedAt - enteredAt) };
  if (outcome === undefined) return replied;
  const waited = outcome === "answered" ? { waitMs: ms } : {};
  return { ...replied, offered: 1, [outcome]: 1, waitMaxMs: ms, ...waited };
}

/** Of an agent, how soon they wrote once they had taken it. */
function sharesAtDesk(
  { state, next, from, to, missed, repliedAt }: Body<ChatPeriod>,
  agentId: string,
): Share[] {
  const agent = { kind: "chat-agent", key: agentId } as const;
  const halfHour = halfHourOf(to);
  if (state === "offered") {
    if (next === "served") return [{ ...agent, halfHour, sums: { taken: 1 } }];
    return missed === true ? [{ ...agent, halfHour, sums: { missed: 1 } }] : [];
  }
  const replied = { replied: 1, replyMs: (repliedAt ?? from) - from };
  return [
    ...spent(agent, "talkMs", from, to),
    ...(repliedAt === undefined
      ? []
      : [{ ...agent, halfHour: halfHourOf(repliedAt), sums: replied }]),
  ];
}
