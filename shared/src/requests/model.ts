import type { Belonging } from "../access/scope.ts";
import type { AttachedFile } from "../files/model.ts";
import type { Fen } from "../kernel/money.ts";
import type { Refusal } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { StepRule } from "./policy.ts";
import type { Preview, Touched } from "./preview.ts";

export const REQUEST_STATES = [
  "pending", // 待审批
  "executed", // 已执行
  "declined", // 已驳回
  "withdrawn", // 已撤回
  "expired", // 已过期
  "changed", // 情况已变, 退回
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** 审批步骤: one person's say. */
export interface Step extends StepRule {
  readonly by?: string;
  readonly byName?: string;
  readonly at?: Instant;
  readonly decision?: "approved" | "declined";
  readonly words?: string;
  /** 受托: in whose place it was decided. */
  readonly insteadOf?: string;
  readonly insteadOfName?: string;
}

/**
 * 审批单: a command that somebody asks for and others approve. The last approval carries it out in the
 * same commit, as its maker, if it would still do exactly what was shown.
 */
export interface ApprovalRequest extends Stored {
  /** The command that is asked for. */
  readonly command: string;
  /** `collection/id`: of each command one request about a thing waits at a time. */
  readonly about: string;
  /** The thing as people call it, or a key of the catalogue. */
  readonly label: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly policyVersion: number;
  readonly preview: Preview;
  readonly previewHash: string;
  readonly touches?: readonly Touched[];
  /** 附件: what shows that it should be; only whoever sees the request sees them. */
  readonly files?: readonly AttachedFile[];
  /** What limits are held against; zero where no money is moved. */
  readonly amountFen: Fen;
  /** Where it belongs; `city`: only those who answer for all of it decide. */
  readonly place: Belonging | "city";
  /** 回避: staff whom it concerns; they decide nothing about it. */
  readonly concerns: readonly string[];
  /** 回避: rights whose holders decide nothing about it, as it would give them more. */
  readonly apart?: readonly string[];
  readonly subjects: readonly string[];
  readonly makerId: string;
  readonly makerName: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  readonly reason: string;
  readonly steps: readonly Step[];
  readonly state: RequestState;
  readonly settledAt?: Instant;
  /** Of one that went back: the code of what it would now be refused with, or that it differs. */
  readonly why?: string;
  /** What the sentence of that code names. */
  readonly whyDetail?: NonNullable<Refusal["detail"]>;
}

export const requests = collection<ApprovalRequest>("requests", {
  indexes: {
    byState: ["state", "expiresAt"],
    byAbout: ["about", "command", "state"],
    byMaker: ["makerId", "askedAt"],
    byTime: ["askedAt"],
  },
});

/**
 * 限额使用: what one person did alone, or approved, in a day; written with each such act. Its id is
 * `<alone | approved>/<command>/<person>/<day>`.
 */
export interface LimitUse extends Stored {
  readonly usedFen: Fen;
}

export const limitUses = collection<LimitUse>("limitUses");

export function isPending(
  { state, expiresAt }: Pick<ApprovalRequest, "state" | "expiresAt">,
  now: Instant,
) {
  return state === "pending" && now < expiresAt;
}
