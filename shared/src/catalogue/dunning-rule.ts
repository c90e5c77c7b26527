import { formatYuan, type Fen } from "../kernel/money.ts";

/** 催缴步骤 in the order in which they follow one another; a ladder has each at most once. */
export const STEP_KINDS = [
  "reminder", // 提醒: text message, WeChat or call
  "visit", // 上门催缴
  "notice", // 催缴通知书
  "second-notice", // 二次催缴通知书
  "limit-notice", // 限热通知书
  "valve-order", // 关阀令: by request alone
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
  /** 文本: what is said, written or printed, with `WORD_NAMES` in braces. */
  readonly words?: { readonly zh: string; readonly en: string };
}

/** 催缴阶梯: what is done about what is overdue, for the days in which it holds. */
export interface DunningRule {
  readonly kind: "dunning";
  /** In the order of `STEP_KINDS`. */
  readonly steps: readonly LadderStep[];
}

/** What the words of a step may name: who owes, how much, since when, and the day they are said. */
export const WORD_NAMES = ["holder", "number", "amount", "since", "today"] as const;
export type WordName = (typeof WORD_NAMES)[number];

const NAMED = /\{(?<name>[^{}]*)\}/gu;

/** Whether a text names nothing else. */
export function namesKnown(text: string): boolean {
  return [...text.matchAll(NAMED)].every(({ groups }) =>
    WORD_NAMES.some((known) => known === groups?.["name"]),
  );
}

/** A text with what it names. */
export function filledWords(text: string, values: Readonly<Record<WordName, string>>): string {
  return text.replaceAll(NAMED, (whole, name: string) => {
    return WORD_NAMES.some((known) => known === name) ? values[name as WordName] : whole;
  });
}

/** Whether steps are each there once, in their order. */
export function inStepOrder(kinds: readonly StepKind[]): boolean {
  const places = kinds.map((kind) => STEP_KINDS.indexOf(kind));
  return places.every((place, at) => at === 0 || places[at - 1]! < place);
}

/** What a step says in figures: `≥ ¥100.00, 30 d, + 7 d`. */
export function stepFigures({ fromFen, fromDays, waitDays }: LadderStep): string {
  return `≥ ${formatYuan(fromFen)}, ${fromDays} d, + ${waitDays} d`;
}
