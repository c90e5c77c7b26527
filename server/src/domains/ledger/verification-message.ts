import type { StoreShare } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import type {
  VerificationProgress,
  VerificationReport,
} from "@warmline/shared/ledger/verification.ts";
import type { Piece, Run } from "./verify-plan.ts";

/** What the thread tells its starter: how far it is, and at last what it found. */
export type VerificationMessage =
  | { readonly progress: VerificationProgress }
  | { readonly report: VerificationReport };

/** What the thread is handed: the store of its process to read from. */
export interface VerificationData {
  readonly config: Config;
  readonly share: StoreShare;
}

/** What a thread that helps is handed: where to read. */
export interface HelperData {
  readonly config: Config;
}

/** What it is asked then, one at a time; it answers with a `PieceReport`. */
export interface HelperQuestion {
  readonly run: Run;
  readonly piece: Piece;
}
