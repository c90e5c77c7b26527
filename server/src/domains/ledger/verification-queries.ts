import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { households } from "@warmline/shared/households/model.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { verificationRuns, type VerificationRun } from "@warmline/shared/ledger/verification.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type { VerificationAnswer } from "@warmline/shared/ledger/answers.ts";
import type { Deps } from "../../platform/deps.ts";
import { RUN_ID } from "./verification-job.ts";
import { verificationStanding } from "./verification-standing.ts";

/** The newest run, null when there was none. Refusal: `out-of-scope`. */
export async function readVerification(
  deps: Pick<Deps, "store" | "clock" | "jobs">,
  actor: Actor,
): Promise<Result<VerificationAnswer | null, "out-of-scope">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const run = await deps.store.get(verificationRuns, RUN_ID);
  return ok(run === null ? null : await verificationAnswer(deps, run));
}

/** The newest run, as a command answers it. Refusal: `not-found`. */
export async function currentVerification(
  deps: Pick<Deps, "store" | "clock" | "jobs">,
): Promise<Result<VerificationAnswer, "not-found">> {
  const run = await deps.store.get(verificationRuns, RUN_ID);
  return run === null ? refuse("not-found") : ok(await verificationAnswer(deps, run));
}

/** As it is shown: with the numbers and names of the households found, in one read. */
async function verificationAnswer(
  deps: Pick<Deps, "store" | "clock" | "jobs">,
  newest: VerificationRun,
): Promise<VerificationAnswer> {
  const { run, state, progress } = await verificationStanding(deps, newest);
  const { runId, startedAt, startedBy, cancelAsked = false, endedAt, report, before } = run;
  const findings = report?.findings ?? [];
  const { count = 0, first = [] } = report?.mismatches ?? {};
  const ids = [...findings, ...first].flatMap(({ householdId }) =>
    householdId === undefined ? [] : [householdIdOf(householdId)],
  );
  const found = ids.length === 0 ? [] : await deps.store.getMany(households, [...new Set(ids)]);
  const whose = new Map(found.map(({ id, number, name }) => [id, { number, name }]));
  return {
    runId,
    state,
    startedAt,
    startedBy,
    cancelAsked,
    progress,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(report === undefined
      ? {}
      : {
          report: {
            ...report,
            findings: findings.map((one) => ({
              ...one,
              ...whose.get(householdIdOf(one.householdId ?? "")),
            })),
            mismatches: {
              count,
              first: first.map((one) => ({ ...one, ...whose.get(one.householdId) })),
            },
          },
        }),
    ...(before === undefined ? {} : { before }),
  };
}
