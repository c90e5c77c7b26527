import type { RuleSource } from "../catalogue/rules-on.ts";
import type { AttachedFile } from "../files/model.ts";
import type { Fen } from "../kernel/money.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import type { PlannedItem } from "../ledger/plan.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { StepKind } from "../catalogue/dunning-rule.ts";

/** 送达方式: how a step reached the debtor, or did not. */
export const DELIVERIES = [
  "message", // 短信或微信
  "call", // 电话
  "in-person", // 本人签收
  "household", // 同住人签收
  "refused", // 拒收留置
  "posted", // 张贴
  "mail", // 邮寄
  "court", // 法院送达
  "nobody", // 无人
] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** By which way a message went. */
export const MESSAGE_WAYS = ["chat", "sms"] as const;
export type MessageWay = (typeof MESSAGE_WAYS)[number];

/** 送达凭证 of a step that was taken by message: what was written, word for word, and how. */
export interface SentMessage {
  readonly way: MessageWay;
  readonly text: string;
  /** 催缴批次 of which it was part. */
  readonly runId: string;
}

/** 暂缓理由 that a person sets; what follows from other records is in `DERIVED_HOLDS`. */
export const HOLD_GROUNDS = ["dispute", "hardship", "deceased", "court"] as const;
export type HoldGround = (typeof HOLD_GROUNDS)[number];

export interface StepTaken {
  readonly kind: "step";
  readonly step: StepKind;
  /** What was overdue and not disputed then: the step counts while any of it still is. */
  readonly itemIds: readonly string[];
  readonly amountFen: Fen;
  /** By which ladder; absent: the program's own. */
  readonly ladder?: RuleSource;
  /** Of what is served. */
  readonly delivery?: Delivery;
  /** Who took it, as they gave their name. */
  readonly receiver?: string;
  readonly note?: string;
  readonly sent?: SentMessage;
}

/** 暂缓: nothing follows until the day is over. */
export interface Held {
  readonly kind: "hold";
  readonly ground: HoldGround;
  readonly until: CityDate;
  readonly reason: string;
}

/** 缴费承诺: an instalment plan of one part, kept or broken by what is paid. */
export interface Promised {
  readonly kind: "promise";
  readonly items: readonly PlannedItem[];
  readonly amountFen: Fen;
  readonly payBy: CityDate;
  readonly note?: string;
}

/** 争议: items that are left out of dunning until it is settled. */
export interface Disputed {
  readonly kind: "dispute";
  readonly itemIds: readonly string[];
  readonly reason: string;
}

/** 关阀、复热: what was done at the valve. */
export const VALVE_TURNS = ["closed", "reopened"] as const;
export type ValveTurn = (typeof VALVE_TURNS)[number];

export interface ValveTurned {
  readonly kind: "valve";
  readonly turned: ValveTurn;
  /** What the meter showed, or whatever else was seen. */
  readonly note?: string;
}

/** 撤回: another event is taken back; it stays to be seen. */
export interface Undone {
  readonly kind: "undo";
  readonly reason: string;
}

export type DunningFact = StepTaken | Held | Promised | Disputed | ValveTurned | Undone;

/** An event with what it says, if it is of one kind. */
export interface Of<F extends DunningFact> {
  readonly id: string;
  readonly on: CityDate;
  readonly fact: F;
}

/** 待关阀、待复热. */
export const VALVE_TASKS = ["close-valve", "reopen-valve"] as const;
export type ValveTask = (typeof VALVE_TASKS)[number];

/** 催缴记录: what happened in the dunning of an account. Only ever added. */
export interface DunningEvent extends Stored {
  readonly accountId: string;
  readonly at: Instant;
  /** The day on which it happened, which may be before it was recorded. */
  readonly on: CityDate;
  readonly byId: string;
  readonly byName: string;
  readonly fact: DunningFact;
  /** Of one that takes another back: which. */
  readonly undoes?: string;
  readonly attachments: readonly AttachedFile[];
}

export const dunningEvents = collection<DunningEvent>("dunningEvents", {
  indexes: { byAccount: ["accountId", "at"] },
  unique: { undoes: ["undoes"] },
  files: "attachments.fileId",
  appendOnly: true,
});

/**
 * 催缴单: how the dunning of an account stands, for the work list; its id is the account's. All of it
 * follows from the account, its events and its holds, and is made anew whenever one of them moves.
 */
export interface DunningCase extends Stored {
  readonly householdId: string;
  readonly branchId: string;
  /** Overdue and not disputed. */
  readonly overdueFen: Fen;
  /** When the oldest of it was due. */
  readonly since?: CityDate;
  readonly nextKind?: StepKind;
  /** From when on the next step may be taken; absent: not while what holds it has no end. */
  readonly nextFrom?: CityDate;
  /** What is to be done at the valve, and since when. */
  readonly valve?: ValveTask;
  readonly valveSince?: CityDate;
  /** The last step that counts. */
  readonly lastKind?: StepKind;
  readonly lastOn?: CityDate;
}

export const dunningCases = collection<DunningCase>("dunningCases", {
  indexes: {
    byKind: ["nextKind", "nextFrom"],
    byBranch: ["branchId", "nextKind", "nextFrom"],
    byValve: ["valve", "branchId", "valveSince", "overdueFen"],
    byDay: ["nextFrom", "branchId", "nextKind", "overdueFen"],
  },
  sparse: ["byKind", "byValve"],
  stamp: "id",
});
