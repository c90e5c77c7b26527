import type { Mismatch } from "../households/contract-versions.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** What can be wrong with a journal; the words are `ledger.finding.<kind>`. */
export const FINDING_KINDS = [
  "sequence",
  "hash",
  "unbalanced",
  "detail",
  "reversal",
  "account",
  "account-missing",
  "entry-missing",
  "log",
  "unrecorded",
  "unsettled",
  "receipt",
  "payment",
  "shift",
  "day",
  "clearing",
  "refund",
] as const;

/** One thing that is wrong in the journal. */
export interface Finding {
  readonly kind: (typeof FINDING_KINDS)[number];
  readonly householdId?: string | undefined;
  readonly entryId?: string | undefined;
  readonly seq?: number | undefined;
  /** For the reader of the log file: expected and found. */
  readonly note: string;
}

/** What a run through the whole journal came to. */
export interface VerificationReport {
  readonly entries: number;
  readonly households: number;
  readonly commits: number;
  /** The first one first; empty: nothing was tampered with that the journal can tell. */
  readonly findings: readonly Finding[];
  /** 账约不符: nothing was tampered with, but somebody has to see to it. */
  readonly mismatches: { readonly count: number; readonly first: readonly Mismatch[] };
}

export interface VerificationProgress {
  readonly stage: "chains" | "log";
  readonly done: number;
  readonly of: number;
}

export type VerificationEnd = "sound" | "tampered" | "cancelled" | "interrupted" | "failed";

/** 账本核对: the newest run through the journal; one document, so that there is one at a time. */
export interface VerificationRun extends Stored {
  readonly state: "running" | VerificationEnd;
  readonly runId: string;
  readonly startedAt: Instant;
  readonly startedBy: string;
  /** How far it had come when it ended; while it runs, its job says so. */
  readonly progress: VerificationProgress | null;
  readonly cancelAsked?: boolean;
  readonly endedAt?: Instant;
  readonly report?: VerificationReport;
  /** The newest run before it that went to the end. */
  readonly before?: PastVerification;
}

export interface PastVerification {
  readonly state: "sound" | "tampered";
  readonly startedBy: string;
  readonly endedAt: Instant;
  readonly entries: number;
  readonly households: number;
}

export const verificationRuns = collection<VerificationRun>("verificationRuns");
