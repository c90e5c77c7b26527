import type { StepKind } from "../catalogue/dunning-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import { NOT_DUE } from "../dunning/due-for.ts";
import type { MessageWay } from "../dunning/model.ts";
import type { Fen } from "../kernel/money.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { NOTICE_HINDRANCES } from "../notices/model.ts";
import type { Act } from "../requests/act.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * How a run stands: `previewing` 核对中, `previewed` 待申请, `sending` 发送中, `sent` 已发完, `stopped`
 * 已终止: what was not sent by then is sent no more; `dropped` 已作废: a preview that nobody sends by.
 */
export const RUN_STATES = [
  "previewing",
  "previewed",
  "sending",
  "sent",
  "stopped",
  "dropped",
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** States that keep another run away from the same work list. */
export const OPEN_STATES = ["previewing", "previewed", "sending"] as const satisfies RunState[];

/** States in which a job is at it, chunk by chunk. */
export const WORKING_STATES = ["previewing", "sending"] as const satisfies RunState[];
export type WorkingState = (typeof WORKING_STATES)[number];

export function isWorking(state: RunState): state is WorkingState {
  return WORKING_STATES.some((one) => one === state);
}

/** What a preview came to. */
export interface RunPreview {
  readonly at: Instant;
  /** To be sent. */
  readonly messages: number;
  readonly byWay: Readonly<Record<MessageWay, number>>;
  readonly leftOut: number;
  /** Overdue of those who are written to. */
  readonly amountFen: Fen;
  /** 校验码: SHA-256 over account, way, amount and text of each message, in order. */
  readonly digest: string;
}

/** 催缴批次: a branch's work list of one step, written to as one thing. */
export interface DunningRun extends Stored {
  readonly branchId: string;
  readonly step: StepKind;
  readonly state: RunState;
  /** Somebody lets it wait. */
  readonly paused?: true;
  /** One more each time that there is work for a job again. */
  readonly turn: number;
  readonly askedAt: Instant;
  readonly begun: Act;
  /** As of which day accounts were looked at. */
  readonly day: CityDate;
  /** 文本 of the step, with what it names in braces; and by which ladder. */
  readonly words: { readonly zh: string; readonly en: string };
  readonly ladder?: RuleSource;
  /** Accounts of the work list: looked at, of how many when it began, and the last of them. */
  readonly looked: {
    readonly accounts: number;
    readonly of: number;
    readonly last?: { readonly id: string; readonly nextFrom?: CityDate };
  };
  readonly preview?: RunPreview;
  readonly sent?: Act;
  readonly endedAt?: Instant;
}

export const dunningRuns = collection<DunningRun>("dunningRuns", {
  indexes: {
    byAsked: ["askedAt"],
    byBranch: ["branchId", "askedAt"],
    byStep: ["branchId", "step", "state"],
    byState: ["state"],
  },
});

export const MESSAGE_STATES = [
  "planned", // 待发
  "queued", // 已排队: a notice of it is under way
  "sent", // 已送出: a step of the account
  "failed", // 未送达: no step
  "withdrawn", // 已撤回: before it was sent nothing was to be sent any more
  "left-out", // 不发
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** Why one was left out, taken back or not delivered. */
export const MESSAGE_WHYS = [
  ...NOT_DUE,
  "former-holder", // 前户主: no number of theirs is known
  "on-its-way", // 另一批次的消息尚在途
  "too-late", // 错过发送时间
  ...NOTICE_HINDRANCES,
] as const;
export type MessageWhy = (typeof MESSAGE_WHYS)[number];

/** 催缴消息: an account of a run. Its id is `<runId>/<accountId>`. */
export interface DunningMessage extends Stored {
  readonly runId: string;
  readonly accountId: string;
  readonly householdId: string;
  /** 户号. */
  readonly number: string;
  readonly state: MessageState;
  readonly why?: MessageWhy;
  /** As previewed; once it was sent, as it went. */
  readonly way?: MessageWay;
  /** Overdue and not disputed, by the preview: what is sent says so, or nothing is sent. */
  readonly amountFen: Fen;
  readonly itemIds: readonly string[];
  /** Word for word; none for those who are left out. */
  readonly text?: { readonly zh: string; readonly en: string };
  /** 催缴单据 that the text leads to, issued once it is queued; absent: none is signed here. */
  readonly slipId?: string;
  /** Since when in this state. */
  readonly since: Instant;
  /** 催缴记录 of it, once it was sent. */
  readonly eventId?: string;
}

export const dunningMessages = collection<DunningMessage>("dunningMessages", {
  indexes: {
    byState: ["runId", "state", "number"],
    byNumber: ["runId", "number"],
    byOpen: ["state", "runId"],
    byAccount: ["accountId", "state"],
    byFigures: ["runId", "state", "way", "why", "amountFen"],
  },
  stamp: "id",
});

export function messageIdOf(runId: string, accountId: string): string {
  return `${runId}/${accountId}`;
}
