import type { Instant } from "../kernel/time.ts";
import { byEntry, levelOf, OVERFLOW_AFTER_MS, TARGETS } from "./choose.ts";
import { SKILLS, type Agent, type QueuedCall, type Skill } from "./model.ts";
import { mayHave } from "./overflow.ts";

/** 平均处理时长: talk, hold and wrap-up of recent calls by skill, in milliseconds. */
export type Handling = Readonly<Partial<Record<Skill, number>>>;

export type Serving = Pick<Agent, "state" | "skills" | "overflow" | "pauseNext">;
export type Waiting = Pick<QueuedCall, "id" | "skill" | "branchIds" | "state" | "enteredAt">;

/** On whom and what it depends how long somebody waits. */
export interface QueueState {
  readonly agents: readonly Serving[];
  /** Others than those that wait count for nothing: an agent has them. */
  readonly calls: readonly Waiting[];
  readonly handling: Handling;
}

/** 预计等候: so long from now, in milliseconds. */
export interface WaitRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From when on anybody who is ready takes a call: then skills keep nobody apart. */
const ANYBODY_AFTER_MS = TARGETS.at(-1)!.afterS * 1_000;

/**
 * How long a call has to wait still: the middle nine tenths of what may happen. Null where there is
 * no ground to say so: no recent calls of its kind, nobody at work, or it does not wait.
 *
 * Agents who all have a call come free one after the other, at random: the k-th after a time of the
 * gamma distribution. Before a call are those that came before it, for the same matter at least,
 * for any at most; whom it goes to knows the matter, or after a minute is anybody. The range holds
 * both. Overflow shortens it where it may take the call, from when it does so on. A function of its
 * arguments alone: farther behind, or with fewer agents, it is not shorter.
 */
export function waitRange(state: QueueState, callId: string, at: Instant): WaitRange | null {
  const { calls, handling } = state;
  const call = calls.find(({ id }) => id === callId);
  if (call?.state !== "waiting") return null;
  const ownMs = handling[call.skill];
  const working = state.agents.filter((agent) => isWorking(agent) && mayHave(agent, call));
  if (ownMs === undefined || working.length === 0) return null;
  const knownMs = SKILLS.flatMap((skill) => handling[skill] ?? []);
  const any = { leastMs: Math.min(...knownMs), mostMs: Math.max(...knownMs) };
  const before = calls.filter((other) => isBefore(other, call));
  const same = before.filter(({ skill }) => skill === call.skill);
  const hotline = working.filter(({ overflow }) => overflow === undefined);
  const able = hotline.filter((agent) => levelOf(agent, call.skill) > 0);
  const apart = comesFree(same.length + 1, able, { leastMs: ownMs, mostMs: ownMs });
  const together = comesFree(before.length + 1, hotline, any);
  const apartMs = Math.max(0, call.enteredAt + ANYBODY_AFTER_MS - at);
  const withOverflow = comesFree(before.length + 1, working, any);
  const aloneMs = Math.max(0, call.enteredAt + OVERFLOW_AFTER_MS - at);
  const fromMs = Math.min(apart.fromMs, together.fromMs);
  const toMs = Math.max(together.toMs, Math.min(apart.toMs, apartMs + together.toMs));
  if (hotline.length === working.length) return { fromMs, toMs };
  return {
    fromMs: Math.min(fromMs, Math.max(aloneMs, withOverflow.fromMs)),
    toMs: Math.min(toMs, aloneMs + withOverflow.toMs),
  };
}

/** Takes calls, now or after the one in hand. */
function isWorking({ state, pauseNext }: Serving): boolean {
  return state !== "offline" && state !== "paused" && pauseNext === undefined;
}

/** As calls are distributed. */
function isBefore(other: Waiting, call: Waiting): boolean {
  return other.state === "waiting" && byEntry(other, call) < 0;
}

interface Mean {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** When the agent for the call at this place is there, 1 the next; never where there is nobody. */
function comesFree(
  place: number,
  agents: readonly Serving[],
  { leastMs, mostMs }: Mean,
): WaitRange {
  if (agents.length === 0) return { fromMs: Infinity, toMs: Infinity };
  const ends = place - agents.filter(({ state }) => state === "ready").length;
  if (ends <= 0) return { fromMs: 0, toMs: 0 };
  return {
    fromMs: (gammaQuantile(ends, -Z95) * leastMs) / agents.length,
    toMs: (gammaQuantile(ends, Z95) * mostMs) / agents.length,
  };
}

/** Of the normal distribution: a twentieth is above it, and one below its negative. */
const Z95 = 1.645;

/** Of the sum of so many exponential times of mean 1, by Wilson and Hilferty. */
function gammaQuantile(shape: number, z: number): number {
  return shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
}

/** As it is said: whole minutes, by fives from ten on, rounded outwards. */
export interface SpokenRange {
  /** 0: at most `to`. */
  readonly from: number;
  /** Null: more than `from`. */
  readonly to: number | null;
}

const MINUTE_MS = 60_000;
const COARSE_FROM = 10;
/** Beyond an hour it is only said that it is long. */
const SPOKEN_MAX = 60;

/** Null: so wide that it says nothing. */
export function spokenRange({ fromMs, toMs }: WaitRange): SpokenRange | null {
  const from = Math.min(SPOKEN_MAX, rounded(fromMs / MINUTE_MS, Math.floor));
  const to = Math.max(1, rounded(toMs / MINUTE_MS, Math.ceil));
  if (to <= SPOKEN_MAX) return { from, to };
  return from === 0 ? null : { from, to: null };
}

function rounded(minutes: number, towards: (value: number) => number): number {
  return minutes <= COARSE_FROM ? towards(minutes) : towards(minutes / 5) * 5;
}
