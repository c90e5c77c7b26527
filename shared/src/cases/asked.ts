import type { Instant } from "../kernel/time.ts";
import type { CaseCategory, Urgency } from "./categories.ts";
import type { ClockKind } from "./clock.ts";

/** 申请: what one person asks for on a case and another one grants; one at a time. */
export type Application = Asked & {
  readonly description: string;
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
};

/** 延期, 改类别或紧急程度, 撤销. */
export type Asked =
  | { readonly kind: "extension"; readonly clock: ClockKind; readonly dueAt: Instant }
  | { readonly kind: "class"; readonly category: CaseCategory; readonly urgency: Urgency }
  | { readonly kind: "withdrawal" };
