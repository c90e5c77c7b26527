import type { Instant } from "../kernel/time.ts";

/** 关联工单: a person says that the call is about this case. */
export interface LinkedCase {
  readonly caseId: string;
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
}
