import type { ChargingRule } from "../catalogue/charging-rule.ts";
import type { AreaMilli } from "../kernel/area.ts";
import type { Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import type { Act } from "../requests/act.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * How a run stands: `previewing` 试算中, `previewed` 已试算, `running` 出账中, `done` 已出账, `undoing`
 * 撤销中, `undone` 已撤销; `dropped` 已作废: a preview that nobody charges by.
 */
export const RUN_STATES = [
  "previewing",
  "previewed",
  "running",
  "done",
  "undoing",
  "undone",
  "dropped",
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** States in which a job is at it, chunk by chunk. */
export const WORKING_STATES = ["previewing", "running", "undoing"] as const;
export type WorkingState = (typeof WORKING_STATES)[number];

export function isWorking(state: RunState): state is WorkingState {
  return WORKING_STATES.some((one) => one === state);
}

/** Why a run waits: somebody paused it, or the city's books of the day are closed. */
export const PAUSES = ["person", "day-closed"] as const;
export type Pause = (typeof PAUSES)[number];

/** A price that the season is charged by, as it was read. */
export interface RunPrice {
  readonly component: string;
  readonly priceClass: string;
  readonly tariffId: string;
  readonly tariffRev: number;
  /** Of a share of the area charge: 1/10000 per cent. */
  readonly price10k: Price10k;
}

/** 试算依据: what holds for the whole season, as it was when the preview began. */
export interface RunBasis {
  readonly seasonRev: number;
  /** By component, then class. */
  readonly prices: readonly RunPrice[];
  /** 收费规则 that hold for the season, as the catalogue has them. */
  readonly rules: readonly { readonly code: string; readonly rule: ChargingRule }[];
}

/** 混合: spaces of several price classes in one household, which is counted once. */
export const SEVERAL_CLASSES = "several";
/** Nothing is on file that has a class. */
export const NO_CLASS = "none";

/** Households of a branch and price class: what they would be charged, beside the season before. */
export interface RunTotal {
  readonly branchId: string;
  /** A code of the catalogue, `SEVERAL_CLASSES` or `NO_CLASS`. */
  readonly priceClass: string;
  /** To be charged. */
  readonly households: number;
  readonly areaMilli: AreaMilli;
  readonly amountFen: Fen;
  /** Charged for the season already and passed over; of late fees those who are charged again. */
  readonly alreadyHouseholds: number;
  readonly alreadyFen: Fen;
  /** That cannot be charged. */
  readonly exceptions: number;
  /** What all of them were charged for the season before, net of what was reversed. */
  readonly lastHouseholds: number;
  readonly lastFen: Fen;
}

/** What a preview came to. */
export interface RunPreview {
  readonly at: Instant;
  /** The newest commit of the log when the preview began, and when it ended. */
  readonly fromPosition: number;
  readonly toPosition: number;
  /** By branch, then class; no two of the same. */
  readonly totals: readonly RunTotal[];
  readonly households: number;
  readonly amountFen: Fen;
  readonly exceptions: number;
  /** 续签: of the households, those that are charged by a contract that is renewed with it. */
  readonly renewals?: number;
  /** 校验码: SHA-256 over household and amount of each charge, in order: what is approved. */
  readonly digest: string;
}

/** 批量出账: a season, or its late fees, charged for the whole city or some branches as one thing. */
export interface SeasonRun extends Stored {
  readonly season: string;
  /** The season before, whose charges stand beside; null: there was none. */
  readonly lastSeason: string | null;
  /** Null: the whole city. */
  readonly branchIds: readonly string[] | null;
  /** 违约金: of a run that charges the late fees of the season, the last day that counts. */
  readonly lateBy?: CityDate;
  /**
   * 续签: whoever has a contract in force of the season before and none of this one is charged by
   * one that is signed in the same commit. It stands when the charge is undone.
   */
  readonly renews?: true;
  readonly state: RunState;
  readonly paused?: Pause;
  readonly askedAt: Instant;
  readonly begun: Act;
  readonly basis: RunBasis;
  /** Households of the city, or of its branches, when it began: all that a preview looks at. */
  readonly reach: number;
  /** The newest commit when the preview began. */
  readonly fromPosition: number;
  readonly preview?: RunPreview;
  readonly charged?: Act;
  readonly undone?: Act & { readonly reason: string };
  /** When the state that ends a step was reached. */
  readonly endedAt?: Instant;
}

export const seasonRuns = collection<SeasonRun>("seasonRuns", {
  indexes: { byAsked: ["askedAt"], bySeason: ["season", "state"], byState: ["state"] },
});

/** A household of a chunk that is to be charged, or was. */
export interface ChunkRow {
  readonly householdId: string;
  /** As previewed and approved: charged is this, or nothing. */
  readonly amountFen: Fen;
  /** 续签: it was previewed by a contract that is renewed with its charge. */
  readonly renews?: true;
  /** The entry that charged it; without one it was left out, see the exceptions. */
  readonly entryId?: string;
  /** The entry that reversed it when the run was undone. */
  readonly undoneBy?: string;
}

export const CHUNK_STATES = ["previewed", "charged", "undone"] as const;
export type ChunkState = (typeof CHUNK_STATES)[number];

/**
 * 出账批次块: at most 200 households of a run, which are charged and undone in one commit each. Its
 * own document, as six hundred thousand households do not fit into one (16 MB); what it posted
 * stands in it, so that undoing looks nowhere else. Its id is `<runId>/<six digits>`.
 */
export interface RunChunk extends Stored {
  readonly runId: string;
  /** 1, 2, 3 … in the order of the preview. */
  readonly number: number;
  readonly state: ChunkState;
  /** Households that the preview looked at. */
  readonly seen: number;
  /** By its state: to be charged, charged, or taken back. */
  readonly count: number;
  readonly amountFen: Fen;
  readonly rows: readonly ChunkRow[];
  readonly totals: readonly RunTotal[];
  /** The last household looked at: where the next chunk begins. */
  readonly last: { readonly id: string; readonly number: string; readonly branchId: string };
}

export const runChunks = collection<RunChunk>("seasonRunChunks", {
  indexes: {
    byNumber: ["runId", "number"],
    byState: ["runId", "state", "seen", "count", "amountFen"],
  },
  stamp: "id",
});

export function chunkId(runId: string, number: number): string {
  return `${runId}/${String(number).padStart(6, "0")}`;
}

/**
 * 异常: a household that the run could not charge, or charged and could not take back, and why. Its
 * id is `<runId>/<householdId>`.
 */
export interface RunException extends Stored {
  readonly runId: string;
  readonly householdId: string;
  /** 户号, for finding it. */
  readonly number: string;
  readonly branchId: string;
  /** A refusal of charging or reversing, or `changed-since-preview`. */
  readonly code: string;
  /** What the sentence of that code names. */
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly during: "preview" | "charging" | "undoing";
}

export const runExceptions = collection<RunException>("seasonRunExceptions", {
  indexes: { byNumber: ["runId", "number"], byCode: ["runId", "code", "number"] },
  stamp: "id",
});

export function exceptionId(runId: string, householdId: string): string {
  return `${runId}/${householdId}`;
}
