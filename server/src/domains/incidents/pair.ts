import { within } from "@warmline/shared/access/scope.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { changedIncident } from "./on-incident.ts";
import { belongingOf } from "./see-incident.ts";

/** Both of them: the case is written, the incident only has to stand. */
export interface Pair {
  readonly incident: Incident;
  readonly actor: Moment["actor"];
  readonly caseRecord: Case | null;
}

/** Refusal: `not-found` of the incident; the case may not be there. */
export async function loadPair(
  reads: Reads,
  { id, caseId }: { readonly id: string; readonly caseId: string },
  { actor }: Moment,
): Promise<Result<Pair, "not-found">> {
  const incident = await reads.get(incidents, id);
  if (incident === null) return refuse("not-found");
  return ok({ incident, actor, caseRecord: await reads.get(cases, caseId) });
}

export const scopeOfPair = ({ incident, actor }: Pair) => belongingOf(incident, actor);

/** Whoever acts must see both. Refusals, in this order: `case-not-found`, `out-of-scope`. */
export function caseOf({
  caseRecord,
  actor,
}: Pair): Result<Case, "case-not-found" | "out-of-scope"> {
  if (caseRecord === null) return refuse("case-not-found");
  const { branchId } = caseRecord;
  return within(actor, { branchId }) ? ok(caseRecord) : refuse("out-of-scope");
}

export function decisionOf(
  incident: Incident,
  caseRecord: Case,
  next: Case,
  reason?: string,
): Decision<ChangedIncident> {
  return {
    value: changedIncident(incident),
    writes: [replace(cases, caseRecord, next)],
    subjects: [`cases/${caseRecord.id}`, `incidents/${incident.id}`],
    reason,
  };
}
