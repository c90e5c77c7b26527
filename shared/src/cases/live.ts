import { z } from "zod";
import { liveView } from "../api/live.ts";
import { id } from "../api/fields.ts";
import type { Asked } from "./asked.ts";
import type { NextDue } from "./clock.ts";
import type { Case } from "./model.ts";
import type { VisitWindow } from "./visit.ts";
import type { Instant } from "../kernel/time.ts";

export interface CaseRow {
  readonly id: string;
  readonly rev: number;
  readonly number: string;
  readonly category: Case["category"];
  readonly urgency: Case["urgency"];
  readonly state: Case["state"];
  readonly source: Case["source"];
  readonly description: string;
  readonly placeText?: string | undefined;
  readonly householdId?: string | undefined;
  readonly householdNumber?: string | undefined;
  readonly contactName?: string | undefined;
  readonly branchId?: string | undefined;
  readonly assigneeId?: string | undefined;
  readonly assigneeName?: string | undefined;
  readonly openedAt: Instant;
  /** What is due next on it, and when. */
  readonly dueKind: NextDue["kind"];
  readonly dueAt: Instant;
  readonly overseerName?: string | undefined;
  /** When somebody is expected there. */
  readonly visit?: VisitWindow | undefined;
  /** Somebody asked for something that waits to be granted. */
  readonly application?: Asked["kind"] | undefined;
  readonly urgedCount: number;
  readonly reportCount: number;
  readonly pictures: number;
  readonly incidentId?: string | undefined;
  readonly incidentNumber?: string | undefined;
  /** Closed because it was merged into the case of this number. */
  readonly mergedIntoNumber?: string | undefined;
}

/** Open cases that the actor may see. */
export const casesView = liveView<CaseRow>()("cases", z.strictObject({}), {
  what: "case",
  list: true,
});
/** One case, whole. */
export const caseView = liveView<Case>()("case", z.strictObject({ id }), {
  what: "case",
  of: (params) => [`cases/${params.id}`],
});
/** The newest cases of one household that the actor may see, open and closed. */
export const householdCasesView = liveView<CaseRow>()("householdCases", z.strictObject({ id }), {
  what: "case",
  of: (params) => [`households/${params.id}`],
});
