import type { CityDate, Instant } from "../kernel/time.ts";
import type { Act } from "../requests/act.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { CarryLine, Flaw } from "./carry-line.ts";
import type { CarryRow } from "./figures.ts";
import type { PlaceSum } from "./place-sums.ts";

/**
 * How a carry-forward stands: `reckoning` 核算中, `reckoned` 已核算, `sealed` 已封存 by a second person,
 * `withdrawn` 已撤回, `dropped` 已作废: it was never sealed.
 */
export const CARRY_STATES = ["reckoning", "reckoned", "sealed", "withdrawn", "dropped"] as const;
export type CarryState = (typeof CARRY_STATES)[number];

/** States in which no other one may begin. */
export const CARRY_OPEN: readonly CarryState[] = ["reckoning", "reckoned"];

/** What it came to. */
export interface CarryStatement {
  readonly at: Instant;
  /** The newest commit of the log when it was through. */
  readonly toPosition: number;
  readonly accounts: number;
  readonly exceptions: number;
  /** By branch; each with its seasons. */
  readonly branches: readonly {
    readonly branchId: string;
    readonly accounts: number;
    readonly rows: readonly CarryRow[];
  }[];
  /** 校验码: SHA-256 over every line, in order of household numbers: what is sealed. */
  readonly hash: string;
}

/**
 * 年度结转: how every account stood at the end of a day, as a statement with its proof. It posts
 * nothing; the next one begins where it ends.
 */
export interface CarryForward extends Stored {
  /** 结转日, the last day that counts. */
  readonly day: CityDate;
  /** The sealed one before; null: it begins at nothing. */
  readonly previous: { readonly id: string; readonly day: CityDate; readonly hash: string } | null;
  readonly state: CarryState;
  readonly paused?: true;
  readonly askedAt: Instant;
  readonly begun: Act;
  /** Households of the city when it began. */
  readonly reach: number;
  /** The newest commit when it began. */
  readonly fromPosition: number;
  readonly statement?: CarryStatement;
  readonly sealed?: Act;
  readonly withdrawn?: Act & { readonly reason: string };
}

export const carryForwards = collection<CarryForward>("carryForwards", {
  indexes: { byAsked: ["askedAt"], byState: ["state", "day"] },
});

/** Households of a chunk, which are carried forward in one commit. */
export const CARRY_CHUNK_MAX = 200;

/**
 * 结转批次块: neighbours by household number. Its id is `<carryForwardId>/<first number>`, so that
 * chunks never overlap whoever makes them, and a household's is found by its number.
 */
export interface CarryChunk extends Stored {
  readonly runId: string;
  /** Household numbers. */
  readonly first: string;
  readonly last: string;
  readonly households: number;
  readonly accounts: number;
  readonly exceptions: number;
  readonly sums: readonly PlaceSum[];
  /** 行校验码: of each line `LINE_DIGEST` characters, in their order; see `CarryLines`. */
  readonly digests: string;
}

/** Of a line: 128 bits of the SHA-256 of its JSON, base64url. */
export const LINE_DIGEST = 22;

export const carryChunks = collection<CarryChunk>("carryChunks", {
  indexes: {
    byFirst: ["runId", "first"],
    byRun: ["runId", "households", "accounts", "exceptions"],
  },
  stamp: "id",
});

export function carryChunkId(runId: string, first: string): string {
  return `${runId}/${first}`;
}

/** 结转行: the lines of a chunk, apart from it: adding up reads little. Its id is the chunk's. */
export interface CarryLines extends Stored {
  /** By household number, then account. */
  readonly lines: readonly CarryLine[];
  /** Of each line which of the chunk's sums it is in. */
  readonly placeOf: readonly number[];
}

export const carryLines = collection<CarryLines>("carryLines", { stamp: "id" });

/** A building with the chunks that its lines are in. */
export interface CarryBuilding extends PlaceSum {
  readonly chunks: readonly string[];
}

/** 分公司结转: the buildings of a branch. Its id is `<carryForwardId>/<branchId>`. */
export interface CarryBranch extends Stored {
  readonly runId: string;
  readonly branchId: string;
  readonly buildings: readonly CarryBuilding[];
}

export const carryBranches = collection<CarryBranch>("carryBranches", { stamp: "id" });

export function carryBranchId(runId: string, branchId: string): string {
  return `${runId}/${branchId}`;
}

/** 异常: a line that does not agree with itself. Its id is `<carryForwardId>/<accountId>/<n>`. */
export interface CarryException extends Stored {
  readonly runId: string;
  readonly accountId: string;
  readonly householdId: string;
  /** 户号, for finding it. */
  readonly number: string;
  readonly branchId: string;
  readonly flaw: Flaw;
}

export const carryExceptions = collection<CarryException>("carryExceptions", {
  indexes: { byNumber: ["runId", "number"], byCode: ["runId", "flaw.code", "number"] },
  stamp: "id",
});
