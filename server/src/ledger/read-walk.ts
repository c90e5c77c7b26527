import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { households } from "@warmline/shared/households/types.ts";
import { journalWalks, type JournalWalk } from "@warmline/shared/ledger/types.ts";
import { walkState } from "@warmline/shared/ledger/walk.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { cityWide } from "@warmline/shared/staff/scope.ts";
import type { WalkAnswer } from "@warmline/shared/wire/ledger-answers.ts";
import type { Deps } from "../platform/deps.ts";
import { WALK_ID, type Walker } from "./walker.ts";

/** The newest walk, null when there was none. Refusal: `out-of-scope`. */
export async function readWalk(
  deps: Pick<Deps, "store" | "clock">,
  walker: Walker,
  actor: Actor,
): Promise<Result<WalkAnswer | null, "out-of-scope">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const walk = await deps.store.get(journalWalks, WALK_ID);
  return ok(walk === null ? null : await walkAnswer(deps, walker, walk));
}

/** As it is shown: with the numbers and names of the households found, in one read. */
export async function walkAnswer(
  { store, clock }: Pick<Deps, "store" | "clock">,
  walker: Walker,
  walk: JournalWalk,
): Promise<WalkAnswer> {
  const { runId, startedAt, startedBy, cancelAsked = false, endedAt, report, before } = walk;
  const findings = report?.findings ?? [];
  const ids = findings.flatMap(({ householdId }) => householdId ?? []);
  const found = ids.length === 0 ? [] : await store.getMany(households, [...new Set(ids)]);
  const whose = new Map(found.map(({ id, number, name }) => [id, { number, name }]));
  return {
    runId,
    state: walkState(walk, clock.now()),
    startedAt,
    startedBy,
    cancelAsked,
    progress: walker.progressOf(runId) ?? walk.progress,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(report === undefined
      ? {}
      : {
          report: {
            ...report,
            findings: findings.map((one) => ({ ...one, ...whose.get(one.householdId ?? "") })),
          },
        }),
    ...(before === undefined ? {} : { before }),
  };
}
