import type { Debt, Entry } from "../ledger/types.ts";
import type { Household } from "../households/types.ts";
import type { Case } from "../tickets/types.ts";
import type { Counter, HallService, Turn } from "../hall/types.ts";

/**
 * Live views: join → snapshot (in parts) → changes as (id, rev); a client keeps whichever rev is higher.
 * After each reconnect it joins again. `row: null` says that the id is no longer in the view.
 */
export interface Views {
  /** Open cases that the actor may see. */
  cases: { params: Record<string, never>; row: CaseRow };
  /** One case, whole. */
  case: { params: { id: string }; row: Case };
  /** One household with its debt and newest entries; row id is the household's. */
  household: { params: { id: string }; row: HouseholdRow };
  /** A hall's turns of today and its counters, for those who serve. */
  hall: { params: { hallId: string }; row: HallRow };
  /** What the televisions show: no names, no households. */
  board: { params: { hallId: string }; row: BoardRow };
}
export type ViewName = keyof Views;

export interface CaseRow {
  readonly id: string;
  readonly rev: number;
  readonly number: string;
  readonly category: Case["category"];
  readonly urgency: Case["urgency"];
  readonly state: Case["state"];
  readonly source: Case["source"];
  readonly words: string;
  readonly placeText?: string | undefined;
  readonly householdId?: string | undefined;
  readonly householdNumber?: string | undefined;
  readonly contactName?: string | undefined;
  readonly branchId?: string | undefined;
  readonly assigneeId?: string | undefined;
  readonly assigneeName?: string | undefined;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly urgedCount: number;
  readonly reportCount: number;
  readonly pictures: number;
}

export interface HouseholdRow {
  readonly id: string;
  /** Sum of the revs of household and account, so that it rises with either. */
  readonly rev: number;
  readonly household: Household;
  /** Null for those who may not read the ledger. */
  readonly debt: Debt | null;
  readonly entries: readonly Entry[];
}

export type HallRow =
  | { readonly id: string; readonly rev: number; readonly kind: "turn"; readonly turn: Turn }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "counter";
      readonly counter: Counter;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "service";
      readonly service: HallService;
    };

export type BoardRow =
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "turn";
      readonly label: string;
      readonly serviceId: string;
      readonly state: "waiting" | "called" | "serving";
      readonly waitingSince: number;
      readonly counterNumber?: number | undefined;
      readonly calledAt?: number | undefined;
      readonly callSeq?: number | undefined;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "counter";
      readonly number: number;
      readonly state: Counter["state"];
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "service";
      readonly series: string;
      readonly nameZh: string;
      readonly nameEn: string;
    };

/** Identifies one joined view on one socket; chosen by the client. */
export type JoinId = string;

export type JoinAnswer =
  | { readonly ok: true; readonly serverTime: number }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface ServerEvents {
  /** Rows of the snapshot; `last` marks the final part. Changes may come between the parts. */
  snapshot(part: { join: JoinId; rows: readonly unknown[]; last: boolean }): void;
  /** Changes since; the same array may hold several ids. */
  changes(batch: {
    join: JoinId;
    changes: readonly { id: string; rev: number; row: unknown }[];
  }): void;
  /** The right to see a view has ended (role, scope or session changed). */
  left(notice: { join: JoinId; code: string }): void;
}

export interface ClientEvents {
  join<V extends ViewName>(
    request: { join: JoinId; view: V; params: Views[V]["params"] },
    answer: (result: JoinAnswer) => void,
  ): void;
  leave(request: { join: JoinId }): void;
  /** How many rows the server has in the view and the sum of their revs: compared on a timer. */
  digest(
    request: { join: JoinId },
    answer: (result: { count: number; revs: number } | null) => void,
  ): void;
}
