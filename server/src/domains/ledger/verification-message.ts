import type {
  VerificationProgress,
  VerificationReport,
} from "@warmline/shared/ledger/verification.ts";

/** What the thread tells its starter: how far it is, and at last what it found. */
export type VerificationMessage =
  | { readonly progress: VerificationProgress }
  | { readonly report: VerificationReport };
