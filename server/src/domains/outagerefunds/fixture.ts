import { incidentWith } from "@warmline/shared/incidents/fixture.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { instantOf, startOfDay } from "@warmline/shared/kernel/time.ts";
import {
  isAtWork,
  outageRefunds,
  type OutageRefund,
} from "@warmline/shared/outagerefunds/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { caller, done } from "../ledger/testing.ts";
import { people, type openApprovalRoom } from "../requests/fixture.ts";
import { beginOutageRefund } from "./begin-command.ts";
import { outageRefundJob } from "./refund-job.ts";
import { askRefunding } from "./refund-request.ts";
import { askUndoing } from "./undo-request.ts";

/** For tests: the refund of an outage as people and its job take it through. */

type Room = Awaited<ReturnType<typeof openApprovalRoom>>;

/** Of the building that the room's households lie in: the 5th to the 7th of January. */
export async function anOutage({ store }: Pick<Deps, "store">, over: Partial<Incident> = {}) {
  const startedAt = instantOf(startOfDay("2026-01-05") + 6 * 3_600_000);
  const restoredAt = instantOf(startedAt + 60 * 3_600_000);
  const areas = [{ nodeId: "b", kind: "building", name: "1号楼", branchId: "branch-1" }] as const;
  const facts = { areas, startedAt, restoredAt, state: "restored", ...over } as const;
  const { rev: _, ...incident } = incidentWith(facts);
  await store.commit([insert(incidents, incident)]);
  return incident;
}

export async function refundOf({ store }: Pick<Deps, "store">, id: string): Promise<OutageRefund> {
  return (await store.get(outageRefunds, id))!;
}

let fences = 0;

/** The job once through, as an engine carries it out. */
export async function carryOn(deps: Deps, id: string, signal = new AbortController().signal) {
  const { rev, state } = await refundOf(deps, id);
  if (!isAtWork(state)) throw new Error(`a refund that is ${state} has no job`);
  fences += 1;
  const [number, fenceId] = [fences, `outagerefunds.carry-on/${id}/${rev}`];
  const fence = () => fenceOf(deps.store, fenceId, number);
  const run = { signal, number, progress: () => undefined, fence };
  await outageRefundJob.run(deps, { refundId: id, rev }, run);
  return refundOf(deps, id);
}

/** 试算 of an incident, to its end. */
export async function previewed(room: Room, incidentId: string): Promise<OutageRefund> {
  const input = { id: incidentId, relief: "outage" };
  const { id } = await done(room.deps, caller(people.finance), beginOutageRefund, input);
  return carryOn(room.deps, id);
}

/** Asked for by one of finance, approved by another; its job has not begun. */
export async function approved(room: Room, id: string, what: "refund" | "undo") {
  const { rev } = await refundOf(room.deps, id);
  const input = { id, rev, reason: "1月5日停热" };
  const by = caller(people.finance);
  const asked =
    what === "refund"
      ? await done(room.deps, by, askRefunding, input)
      : await done(room.deps, by, askUndoing, input);
  const answer = await room.approve("second", asked.id);
  if (!answer.ok) throw new Error(answer.code);
  return refundOf(room.deps, id);
}
