import { isWorking, seasonRuns, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { caller, done } from "../ledger/testing.ts";
import { people, type openApprovalRoom } from "../requests/fixture.ts";
import { beginRun } from "./begin-command.ts";
import { askRunCharge } from "./charge-request.ts";
import { seasonRunJob } from "./run-job.ts";
import { askRunUndo } from "./undo-request.ts";

/** For tests: a run as people and its job take it through. */
export const SEASON = "2025-2026";

type Room = Awaited<ReturnType<typeof openApprovalRoom>>;

let fences = 0;

/** The job once through, as an engine carries it out; `number` is its run of the job. */
export async function carryOn(deps: Deps, runId: string, signal = new AbortController().signal) {
  const { rev, state } = await runOf(deps, runId);
  if (!isWorking(state)) throw new Error(`a run that is ${state} has no job`);
  fences += 1;
  const [number, fenceId] = [fences, `seasonruns.carry-on/${runId}/${rev}`];
  const fence = () => fenceOf(deps.store, fenceId, number);
  await seasonRunJob.run(
    deps,
    { runId, rev },
    { signal, number, progress: () => undefined, fence },
  );
  return runOf(deps, runId);
}

export async function runOf({ store }: Pick<Deps, "store">, id: string): Promise<SeasonRun> {
  return (await store.get(seasonRuns, id))!;
}

/** 试算 of a season, or of its late fees, to its end. */
export async function previewed(
  room: Room,
  branchIds?: readonly string[],
  lateFees?: boolean,
): Promise<SeasonRun> {
  const begun = caller(people.finance);
  const input = { season: SEASON, branchIds, lateFees };
  const { id } = await done(room.deps, begun, beginRun(room.deps), input);
  return carryOn(room.deps, id);
}

/** Asked for by one of finance, approved by another; its job has not begun. */
export async function approved(room: Room, id: string, what: "charge" | "undo") {
  const { rev } = await runOf(room.deps, id);
  const input = { id, rev, reason: "2025-2026 采暖季出账" };
  const by = caller(people.finance);
  const asked =
    what === "charge"
      ? await done(room.deps, by, askRunCharge, input)
      : await done(room.deps, by, askRunUndo, input);
  const answer = await room.approve("second", asked.id);
  if (!answer.ok) throw new Error(answer.code);
  return runOf(room.deps, id);
}
