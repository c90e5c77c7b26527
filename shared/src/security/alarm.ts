import type { Actor } from "../access/actor.ts";
import { refuse, ok, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";

export const ALARM_RULES = [
  "many-refusals",
  "many-strangers",
  "many-addresses",
  "many-households",
  "break-glass",
] as const;
export type AlarmRule = (typeof ALARM_RULES)[number];

/** 告警: security events beyond a threshold; open until somebody has looked into it and says so. */
export interface Alarm extends Stored {
  readonly rule: AlarmRule;
  readonly at: Instant;
  readonly actorKind: Actor["kind"];
  readonly actorId: string;
  readonly actorName: string;
  readonly address: string;
  /** The subject of the command that it is about, `staff/17`. */
  readonly about?: string;
  /** What was counted when it was raised, and the threshold. */
  readonly count: number;
  readonly limit: number;
  readonly open: boolean;
  readonly acknowledged?: Acknowledgement;
}

interface Acknowledgement {
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
  readonly note: string;
}

export const alarms = collection<Alarm>("alarms", {
  indexes: { byOpen: ["open", "at"] },
});

/** Whether it is about what this person did, or what was done for them: break-glass appoints. */
export function concerns(
  { actorId, about }: Pick<Alarm, "actorId" | "about">,
  id: string,
): boolean {
  return actorId === id || about === `staff/${id}`;
}

/**
 * 处理: whoever looked into it says what it was. Nobody does so for what is about themselves.
 * Refusals, in this order: `own-alarm`, `alarm-acknowledged`.
 */
export function acknowledged(
  alarm: Alarm,
  note: string,
  { at, actor }: { readonly at: Instant; readonly actor: Pick<Actor, "id" | "name"> },
): Result<Body<Alarm>, "own-alarm" | "alarm-acknowledged"> {
  if (concerns(alarm, actor.id)) return refuse("own-alarm");
  if (!alarm.open) return refuse("alarm-acknowledged");
  const acknowledgement = { at, actorId: actor.id, actorName: actor.name, note };
  return ok({ ...alarm, open: false, acknowledged: acknowledgement });
}

/**
 * The inverse: it was not over. What was said stays in the audit trail. Refusals, in this order:
 * `own-alarm`, `alarm-open`.
 */
export function reopened(
  alarm: Alarm,
  actor: Pick<Actor, "id">,
): Result<Body<Alarm>, "own-alarm" | "alarm-open"> {
  if (concerns(alarm, actor.id)) return refuse("own-alarm");
  if (alarm.open) return refuse("alarm-open");
  const { acknowledged: _, ...rest } = alarm;
  return ok({ ...rest, open: true });
}
