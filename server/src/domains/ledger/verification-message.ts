import type { StoreShare } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import type {
  VerificationProgress,
  VerificationReport,
} from "@warmline/shared/ledger/verification.ts";

/** What the thread tells its starter: how far it is, and at last what it found. */
export type VerificationMessage =
  | { readonly progress: VerificationProgress }
  | { readonly report: VerificationReport };

/** What the thread is handed: the store of its process to read from. */
export interface VerificationData {
  readonly config: Config;
  readonly share: StoreShare;
}
