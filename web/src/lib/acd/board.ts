import { closingAt } from "@warmline/shared/acd/closing.ts";
import type { AcdRow } from "@warmline/shared/acd/live.ts";
import { isReserved, SKILLS, type AgentState, type Skill } from "@warmline/shared/acd/model.ts";
import type { AgentRow, ClosedQueueRow, QueuedCallRow } from "@warmline/shared/acd/rows.ts";
import {
  spokenRange,
  waitRange,
  type Handling,
  type SpokenRange,
} from "@warmline/shared/acd/wait.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Tone } from "../ui/badge.svelte";

/** What the desks show, as one live view tells it. */
export interface Board {
  /** By name. */
  readonly agents: readonly AgentRow[];
  /** Who waits longest first. */
  readonly calls: readonly QueuedCallRow[];
  /** Also those whose end has come meanwhile: see `closedNow`. */
  readonly closed: readonly ClosedQueueRow[];
}

export function boardOf(rows: Iterable<AcdRow>): Board {
  const all = [...rows];
  return {
    agents: all
      .flatMap((row) => (row.kind === "agent" ? row.agent : []))
      .toSorted((a, b) => a.staffName.localeCompare(b.staffName, "zh")),
    calls: all
      .flatMap((row) => (row.kind === "call" ? row.call : []))
      .toSorted((a, b) => a.enteredAt - b.enteredAt),
    closed: all.flatMap((row) => (row.kind === "closed-queue" ? row.queue : [])),
  };
}

/** 已关闭的队列: nobody comes into them at this moment. */
export function closedNow({ closed }: Board, now: Instant): ClosedQueueRow[] {
  return closed.filter((closing) => closingAt({ closing }, now) !== null);
}

/** The call that rings or is talked in at this desk: what was handed on is so no more. */
export function callAt({ calls }: Board, agent: AgentRow | undefined): QueuedCallRow | undefined {
  const call = calls.find(({ id }) => id === agent?.callId);
  const theirs = call?.agentId === agent?.id || call?.consult?.agentId === agent?.id;
  return theirs ? call : undefined;
}

/** The talk that somebody is in as a supervisor. */
export function monitoredBy({ calls }: Board, staffId: string): QueuedCallRow | undefined {
  return calls.find(({ monitor }) => monitor?.staffId === staffId);
}

/** Of whoever may speak at a desk in a call, by their ids. */
export function namesIn(call: QueuedCallRow): Record<string, string> {
  const { agentId, agentName, consult, monitor } = call;
  return {
    ...(consult === undefined ? {} : { [consult.agentId]: consult.agentName }),
    ...(agentId === undefined ? {} : { [agentId]: agentName ?? "" }),
    ...(monitor === undefined ? {} : { [monitor.staffId]: monitor.staffName }),
  };
}

export interface SkillLine {
  readonly skill: Skill;
  /** Without a desk yet: waiting, or ringing at one. */
  readonly waiting: number;
  /** Of those, who hung up and is to be rung in their turn. */
  readonly toRingBack: number;
  /** Of those who are on the line. */
  readonly longestS: number;
  readonly talking: number;
  /** Of the hotline ready, and at least practised in it. */
  readonly ready: number;
}

/** 各队列: how each skill stands at this moment. */
export function skillLines({ agents, calls }: Board, now: Instant): SkillLine[] {
  const hotline = agents.filter(
    ({ state, overflow }) => state === "ready" && overflow === undefined,
  );
  return SKILLS.map((skill) => {
    const own = calls.filter((call) => call.skill === skill);
    const waiting = own.filter((one) => one.state === "waiting" || isReserved(one));
    const onLine = waiting.filter(({ ringBack }) => ringBack === undefined);
    return {
      skill,
      waiting: waiting.length,
      toRingBack: waiting.length - onLine.length,
      longestS: Math.max(0, ...onLine.map(({ enteredAt }) => secondsSince(enteredAt, now))),
      talking: own.length - waiting.length,
      ready: hotline.filter(({ skills }) => (skills[skill] ?? 0) >= 2).length,
    };
  });
}

/** 预计等候 of whoever would come into this queue now; null: there is no ground to say so. */
export function waitOfNext(
  { agents, calls }: Board,
  skill: Skill,
  handling: Handling,
  now: Instant,
): SpokenRange | null {
  const next = { id: "next", skill, state: "waiting" as const, enteredAt: now };
  const range = waitRange({ agents, calls: [...calls, next], handling }, next.id, now);
  return range && spokenRange(range);
}

export function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - at) / 1_000));
}

/** `4:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export const stateTones: Readonly<Record<AgentState, Tone>> = {
  offline: "quiet",
  ready: "good",
  reserved: "accent",
  talking: "info",
  "wrap-up": "warn",
  paused: "quiet",
};
