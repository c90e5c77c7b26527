import { fen, type Fen } from "../kernel/money.ts";

/** 催缴步骤 in the order in which they follow one another; a ladder has each at most once. */
export const STEP_KINDS = [
  "reminder", // 提醒: text message, WeChat or call
  "visit", // 上门催缴
  "notice", // 催缴通知书
  "second-notice", // 二次催缴通知书
  "limit-notice", // 限热通知书
  "lawyers-letter", // 律师函
  "suit", // 支付令或起诉
  "enforcement", // 强制执行
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** 凭证: what must be kept of a step. */
export const EVIDENCE_KINDS = ["receiver", "photo"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export interface LadderStep {
  readonly kind: StepKind;
  /** From how much that is overdue. */
  readonly fromFen: Fen;
  /** From how many days after the oldest of it was due. */
  readonly fromDays: number;
  /** After how many days from the step before. */
  readonly waitDays: number;
  /** Without it the step is not taken, and the next one does not follow. */
  readonly evidence: readonly EvidenceKind[];
}

/** 催缴阶梯: its steps, in the order of `STEP_KINDS`. */
export interface Ladder {
  readonly steps: readonly LadderStep[];
}

const served = ["receiver", "photo"] as const;

/**
 * While the city has no ladder of its own. Source: billing and customer information, "dunning
 * ladder", whose first step is the bill itself; a supply is limited after two notices at the
 * earliest, 15 days after it was said.
 */
export const DEFAULT_LADDER: Ladder = {
  steps: [
    { kind: "reminder", fromFen: fen(1), fromDays: 1, waitDays: 0, evidence: [] },
    { kind: "visit", fromFen: fen(10_000), fromDays: 15, waitDays: 7, evidence: [] },
    { kind: "notice", fromFen: fen(10_000), fromDays: 30, waitDays: 7, evidence: served },
    { kind: "second-notice", fromFen: fen(10_000), fromDays: 45, waitDays: 15, evidence: served },
    { kind: "limit-notice", fromFen: fen(50_000), fromDays: 60, waitDays: 15, evidence: served },
    { kind: "lawyers-letter", fromFen: fen(50_000), fromDays: 90, waitDays: 30, evidence: served },
    { kind: "suit", fromFen: fen(50_000), fromDays: 120, waitDays: 30, evidence: ["photo"] },
    { kind: "enforcement", fromFen: fen(50_000), fromDays: 180, waitDays: 60, evidence: ["photo"] },
  ],
};

/** The step of a ladder that follows one that was taken, be that still in it or not. */
export function stepAfter({ steps }: Ladder, taken: StepKind | undefined): LadderStep | undefined {
  return steps.find(({ kind }) => taken === undefined || isLater(kind, taken));
}

export function isLater(kind: StepKind, than: StepKind): boolean {
  return STEP_KINDS.indexOf(kind) > STEP_KINDS.indexOf(than);
}
