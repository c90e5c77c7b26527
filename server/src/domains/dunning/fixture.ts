import { storedFiles } from "@warmline/shared/files/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Deps } from "../../platform/deps.ts";
import { fenceOf } from "../../platform/jobs/fence.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, done } from "../ledger/testing.ts";
import { openApprovalRoom } from "../requests/fixture.ts";
import { lookJob } from "./look-job.ts";

/** For tests: households that owe a season which was due, and the daily job. */

/** Noon of the day in the city. */
export function noonOf(day: string): number {
  return Date.parse(`${day}T04:00:00Z`);
}

/** As `openApprovalRoom`; household h0 owes 2,674.70 yuan that were due on 2024-11-01. */
export async function openDunningRoom(engine: Parameters<typeof openApprovalRoom>[0]) {
  const room = await openApprovalRoom(engine);
  await done(room.deps, caller(), charge, { id: "h0", season: "2024-2025" });
  return room;
}

let runs = 0;

/** A ladder of the catalogue that comes to the valve at once. */
export async function valveLadder(deps: Deps): Promise<void> {
  const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;
  const step = { kind: "valve-order", fromFen: fen(1), fromDays: 1, waitDays: 0 } as const;
  const rule = { kind: "dunning", steps: [{ ...step, evidence: [] }] } as const;
  const row = { code: "ladder", zh: "催缴阶梯", en: "Ladder", from: "2000-01-01", rule };
  const { version: base } = await holdingCatalogue(deps.store);
  const changes = [{ list: "rules", row }] as const;
  await done(deps, program, changeCatalogue, { base, changes, reason: "供热〔2025〕3号" });
}

/** A picture that finance has uploaded and not used yet; answers its id. */
export async function picture(
  deps: Pick<Deps, "store" | "clock">,
  id: string,
  uploaderId: string,
): Promise<string> {
  const file = { id, state: "waiting", type: "image/jpeg", sizeBytes: 1 } as const;
  const uploaded = { ...file, at: deps.clock.now(), uploaderId, uploaderName: "f" };
  await deps.store.commit([insert(storedFiles, uploaded)]);
  return id;
}

/** A job once through, as an engine carries it out. */
export async function carriedOut<P>(deps: Deps, job: Job<P>, payload: P): Promise<void> {
  const number = (runs += 1);
  const fence = () => fenceOf(deps.store, job.name, number);
  const { signal } = new AbortController();
  await job.run(deps, payload, { signal, number, progress: () => undefined, fence });
}

export function lookedAt(deps: Deps): Promise<void> {
  return carriedOut(deps, lookJob, null);
}
