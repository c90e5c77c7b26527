import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { IncidentEvent } from "./event.ts";
import type { IncidentKind } from "./kinds.ts";

export const INCIDENT_STATES = [
  "suspected", // 疑似
  "confirmed", // 已确认
  "repairing", // 抢修中
  "restored", // 已恢复
  "closed", // 已结束
  "cancelled", // 已取消
] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What an incident may affect, from a whole branch down to one unit. */
export const AREA_KINDS = ["branch", "station", "building", "unit"] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

/** 影响范围: one part of the network, by the id of its node; the name is kept as people call it. */
export interface Area {
  readonly nodeId: string;
  readonly kind: AreaKind;
  readonly name: string;
  readonly branchId: string;
}

/** 预计恢复时间, one version of it. */
export interface Expectation {
  readonly at: Instant;
  readonly actorName: string;
  /** Null: it cannot be said yet. */
  readonly returnAt: Instant | null;
  readonly description?: string;
}

/** 事件: one cause that leaves many households cold; their cases join it and stay their own. */
export interface Incident extends Stored {
  /** `SJ20261123-0002`: the day and a number without gaps. */
  readonly number: string;
  readonly kind: IncidentKind;
  readonly state: IncidentState;
  /** Neither closed nor cancelled. */
  readonly open: boolean;
  /** The state that reopening leads back to, once it was restored or cancelled. */
  readonly formerState?: IncidentState;
  readonly areas: readonly Area[];
  /** Of its areas, now and ever: the staff of each see it, and those of former ones see it go. */
  readonly branchIds: readonly string[];
  readonly everBranchIds: readonly string[];
  readonly description: string;
  readonly cause?: string;
  /** When it began in the world, which may be long before anybody knew. */
  readonly startedAt: Instant;
  readonly restoredAt?: Instant;
  /** Oldest first; the last one holds. */
  readonly expected: readonly Expectation[];
  /**
   * Counts whatever changes which cases it has or what becomes of them: cases are brought along
   * once for each.
   */
  readonly step: number;
  readonly history: readonly IncidentEvent[];
}

export const incidents = collection<Incident>("incidents", {
  indexes: { byOpen: ["open", "startedAt"] },
  unique: { number: ["number"] },
});

/** Incidents of one day; id is the day, `20261123`. */
export interface IncidentSeries extends Stored {
  readonly last: number;
}

export const incidentSeries = collection<IncidentSeries>("incidentSeries");

/** Whether heat is back: restored, and perhaps closed since. */
export function isOver({ state }: Pick<Incident, "state">): boolean {
  return state === "restored" || state === "closed";
}

/** When heat comes back by what was last said; null while it cannot be said. */
export function expectedReturn({ expected }: Pick<Incident, "expected">): Instant | null {
  return expected.at(-1)?.returnAt ?? null;
}
