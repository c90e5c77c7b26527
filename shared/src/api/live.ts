import type { Debt } from "../ledger/model.ts";
import type { EntryAnswer } from "../ledger/api.ts";
import type { Household } from "../households/model.ts";
import type { Case } from "../cases/model.ts";
import type { Counter, HallService, QueueTicket } from "../hall/model.ts";

/**
 * Live views: join → snapshot (in parts) → changes as (id, rev); a client keeps whichever rev is
 * higher. After each reconnect it joins again. `row: null` says that the id is no longer in the
 * view.
 */
export interface Views {
  /** Open cases that the actor may see. */
  cases: { params: Record<string, never>; row: CaseRow };
  /** One case, whole. */
  case: { params: { id: string }; row: Case };
  /** The newest cases of one household that the actor may see, open and closed. */
  householdCases: { params: { id: string }; row: CaseRow };
  /** One household with its debt and newest entries; row id is the household's. */
  household: { params: { id: string }; row: HouseholdRow };
  /** A hall's tickets of today and its counters, for those who serve. */
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
  readonly description: string;
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
  /** Closed because it was merged into the case of this number. */
  readonly mergedIntoNumber?: string | undefined;
}

export interface HouseholdRow {
  readonly id: string;
  /** Sum of the revs of household and account, so that it rises with either. */
  readonly rev: number;
  readonly household: Household;
  /** Null for those who may not read the ledger. */
  readonly debt: Debt | null;
  readonly entries: readonly EntryAnswer[];
}

/** Under which key it was taken is its taker's caseRecord. */
export type HallTicket = Omit<QueueTicket, "take">;

export type HallRow =
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "ticket";
      readonly ticket: HallTicket;
    }
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
      readonly kind: "ticket";
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

/**
 * Everybody who may see the same rows shares a room, so that a change is encoded once. The join's
 * answer names the room; every later event carries it. Changes may arrive before and between
 * snapshot parts.
 */
export type JoinAnswer =
  | { readonly ok: true; readonly room: string; readonly serverTime: number }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface RowChange {
  readonly id: string;
  readonly rev: number;
  /** Null: no longer in the view. */
  readonly row: unknown;
}

/**
 * A part of a snapshot; `last` marks the final one. A part with `rows` is the first: what came
 * before it belongs to no snapshot any more. Further parts are `packed`, gzip of the JSON of their
 * rows. Where the view has an order of urgency, the most urgent come first.
 */
export type SnapshotPart = { readonly room: string; readonly last: boolean } & (
  | { readonly rows: readonly unknown[] }
  | { readonly packed: Uint8Array | ArrayBuffer }
);

export interface ServerEvents {
  snapshot(part: SnapshotPart): void;
  changes(batch: { room: string; changes: readonly RowChange[] }): void;
  /** The right to see a room has ended (role, scope or session changed). */
  left(notice: { room: string; code: string }): void;
}

export interface ClientEvents {
  join<V extends ViewName>(
    request: { view: V; params: Views[V]["params"] },
    answer: (result: JoinAnswer) => void,
  ): void;
  leave(request: { room: string }): void;
  /** How many rows the server has in the room and the sum of their revs: compared on a timer. */
  digest(
    request: { room: string },
    answer: (result: { count: number; revs: number } | null) => void,
  ): void;
  /** For the clock offset of televisions: the server's time now. */
  time(answer: (serverTime: number) => void): void;
}
