import type { Household } from "@warmline/shared/households/model.ts";
import { exceptionId, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";

/** A household that is left out, and by which refusal. */
export function exceptionOf(
  { id: runId }: Pick<SeasonRun, "id">,
  { id: householdId, number, place }: Household,
  { code, detail }: { readonly code: string; readonly detail?: RunExceptionDetail },
  during: "preview" | "charging" | "undoing",
) {
  const of = { runId, householdId, number, branchId: place.branchId, code, during };
  const id = exceptionId(runId, householdId);
  return detail === undefined ? { id, ...of } : { id, ...of, detail };
}
type RunExceptionDetail = Readonly<Record<string, string | number>> | undefined;
