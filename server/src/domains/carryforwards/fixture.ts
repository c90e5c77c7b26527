import {
  carryChunks,
  carryForwards,
  carryLines,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { caller, done } from "../ledger/testing.ts";
import { people, type openApprovalRoom } from "../requests/fixture.ts";
import { beginCarry } from "./begin-command.ts";
import { carryForwardJob } from "./carry-job.ts";
import { askSeal } from "./seal-request.ts";
import { askWithdrawal } from "./withdraw-request.ts";

/** For tests: a carry-forward as people and its job take it through. */
export type Room = Awaited<ReturnType<typeof openApprovalRoom>>;

const DAY_MS = 86_400_000;

let fences = 0;

export async function carryOf({ store }: Pick<Deps, "store">, id: string): Promise<CarryForward> {
  return (await store.get(carryForwards, id))!;
}

/** The job once through, as an engine carries it out; of one that waits or is through nothing. */
export async function carryOn(deps: Deps, runId: string, signal = new AbortController().signal) {
  const carry = await carryOf(deps, runId);
  if (!isReckoning(carry)) return carry;
  fences += 1;
  const [number, fenceId] = [fences, `carryforwards.carry-on/${runId}/${carry.rev}`];
  const fence = () => fenceOf(deps.store, fenceId, number);
  const order = { runId, rev: carry.rev };
  const run = { signal, number, progress: () => undefined, fence };
  await carryForwardJob.run(deps, order, run);
  return carryOf(deps, runId);
}

export async function begun(deps: Deps, day: CityDate): Promise<string> {
  return (await done(deps, caller(people.finance), beginCarry(deps), { day })).id;
}

/** 核算 as of a day, to its end. */
export async function reckoned(room: Room, day: CityDate): Promise<CarryForward> {
  return carryOn(room.deps, await begun(room.deps, day));
}

/** Asked for by one of finance, approved by another. */
export async function approved(room: Room, id: string, what: "seal" | "withdraw") {
  const { rev } = await carryOf(room.deps, id);
  const input = { id, rev, reason: "2025 年度结转" };
  const by = caller(people.finance);
  const asked =
    what === "seal"
      ? await done(room.deps, by, askSeal, input)
      : await done(room.deps, by, askWithdrawal, input);
  const answer = await room.approve("second", asked.id);
  if (!answer.ok) throw new Error(answer.code);
  return carryOf(room.deps, id);
}

export async function sealedAt(room: Room, day: CityDate): Promise<CarryForward> {
  const { id } = await reckoned(room, day);
  return approved(room, id, "seal");
}

/** The next day of the city begins; answers the one that is over. */
export function nextDay({ clock, deps }: Room): CityDate {
  const over = cityDate(deps.clock.now());
  clock.at += DAY_MS;
  return over;
}

export async function linesOf({ store }: Pick<Deps, "store">, runId: string) {
  const where = { runId };
  const chunks = await findAll({ store }, carryChunks, { index: "byFirst", where });
  const ids = chunks.map(({ id }) => id);
  return (await store.getMany(carryLines, ids)).flatMap(({ lines }) => lines);
}
