import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** A picture or recording that belongs to something, by its id in the file store. */
export interface AttachedFile {
  readonly fileId: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly at: Instant;
  readonly actorName: string;
}

/** 附件: what a file belongs to, and so who may see it: a case, a request, an account. */
export type FileHolder =
  | { readonly caseId: string }
  | { readonly requestId: string }
  | { readonly accountId: string };

/**
 * A picture or recording from its upload on; the content is in the file store under the same id.
 */
export interface StoredFile extends Stored {
  /** What is never attached is dropped, then its content removed: swept. */
  readonly state: "waiting" | "attached" | "dropped" | "swept";
  readonly type: string;
  readonly sizeBytes: number;
  readonly at: Instant;
  readonly uploaderId: string;
  readonly uploaderName: string;
  readonly caseId?: string;
  readonly requestId?: string;
  readonly accountId?: string;
}

export const storedFiles = collection<StoredFile>("storedFiles", {
  indexes: { byState: ["state", "at"] },
});
