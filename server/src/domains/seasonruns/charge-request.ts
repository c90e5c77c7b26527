import { orgNodes, seasons, type OrgNode, type Season } from "@warmline/shared/households/model.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { seasonRuns, type RunBasis, type SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import { seasonRunPermissions } from "@warmline/shared/seasonruns/permissions.ts";
import { mayCharge, sameBasis } from "@warmline/shared/seasonruns/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { readBasis } from "./basis.ts";
import { type RunRef } from "./begin-command.ts";

/** What is asked for about a run. */
export interface RunAsked extends RunRef {
  /** The revision that was looked at. */
  readonly rev: number;
  readonly reason: string;
}

/** A run with the branches that it is for. */
export interface RunShown {
  readonly run: SeasonRun;
  readonly branches: readonly OrgNode[];
}

interface Charging extends RunShown {
  readonly season: Season;
  readonly basis: RunBasis;
}

type ChargeCode =
  | "not-found"
  | "run-not-previewed"
  | "run-charges-nobody"
  | "run-outdated"
  | "approval-needed";

/**
 * 批量出账: charges by a preview, in chunks by a job. Prices and season must be those that it was
 * reckoned by; a household that would be charged another amount by then is left out by its chunk.
 * Refusals, in this order: `not-found`, `run-not-previewed`, `run-charges-nobody`, `run-outdated`,
 * `approval-needed`.
 */
const chargeByRun = command({
  name: "seasonruns.charge",
  scope: "city",
  async load(reads, { id }: RunAsked): Promise<Result<Charging, ChargeCode>> {
    const shown = await readRun(reads, id);
    if (!shown.ok) return shown;
    const { run } = shown.value;
    const season = await reads.get(seasons, run.season);
    if (season === null) return refuse("run-outdated");
    const lateFees = run.lateBy !== undefined;
    return ok({ ...shown.value, season, basis: await readBasis(reads, season, { lateFees }) });
  },
  seen: ({ run }, { rev }) => ({ seen: rev, now: run.rev, subject: `seasonRuns/${run.id}` }),
  decide({ run, basis }, { reason }, moment): Result<Decision<RunRef>, ChargeCode> {
    const may = mayCharge(run);
    if (!may.ok) return may;
    if (!sameBasis(run.basis, basis)) return refuse("run-outdated");
    if (needsRequest(moment)) return refuse("approval-needed");
    const { endedAt: _, ...rest } = run;
    return ok({
      value: { id: run.id },
      writes: [replace(seasonRuns, run, { ...rest, state: "running", charged: actOf(moment) })],
      subjects: [`seasonRuns/${run.id}`],
      reason,
    });
  },
});

/** Refusal: `not-found`. */
export async function readRun(reads: Reads, id: string): Promise<Result<RunShown, "not-found">> {
  const run = await reads.get(seasonRuns, id);
  if (run === null) return refuse("not-found");
  return ok({ run, branches: await reads.unguarded.getMany(orgNodes, run.branchIds ?? []) });
}

/** 批量出账审批: one of finance asks, another one approves, whatever it comes to. */
export const SEASON_RUN_POLICY: ApprovalPolicy = {
  name: "season-runs",
  version: 1,
  alone: null,
  steps: [{ permission: seasonRunPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

/** 批量出账申请: its hash is over what was reckoned, household by household. */
export const chargingByRun = approvable({
  command: chargeByRun,
  ask: seasonRunPermissions.run,
  policy: SEASON_RUN_POLICY,
  approvers: [seasonRunPermissions.approve],
  about: ({ id }) => `seasonRuns/${id}`,
  show: (shown) => {
    const { preview } = shown.run;
    const { households = 0, amountFen = fen(0), exceptions = 0, digest = "" } = preview ?? {};
    const { lateBy } = shown.run;
    const renewals = preview?.renewals;
    const changes = [
      ...scopeOf(shown),
      ...(lateBy === undefined ? [] : [{ field: "run-late-by", from: [], to: [lateBy] }]),
      { field: "run-households", from: [], to: [String(households)] },
      ...(renewals === undefined
        ? []
        : [{ field: "run-renewals", from: [], to: [String(renewals)] }]),
      { field: "run-amount", from: [], to: [formatYuan(amountFen)] },
      { field: "run-exceptions", from: [], to: [String(exceptions)] },
      { field: "run-digest", from: [], to: [digest.slice(0, 16)] },
    ];
    const label = shown.run.season;
    return { label, place: "city", amountFen, preview: { changes, entries: [], owed: [] } };
  },
});

/** Which season, and where. */
export function scopeOf({ run, branches }: RunShown): PreviewChange[] {
  const where = run.branchIds === null ? ["console.season.whole-city"] : namesOf(branches);
  return [
    { field: "season", from: [], to: [run.season] },
    { field: "place", from: [], to: where },
  ];
}

function namesOf(branches: readonly OrgNode[]): string[] {
  return branches.map(({ name }) => name);
}

/** Refusals, in this order: those of `chargeByRun`, `request-pending`. */
export const askRunCharge = askCommand({ name: "seasonruns.ask-charge", of: chargingByRun });

/** Nothing is written. Refusals as of `askRunCharge`, without the last. */
export const previewRunCharge = previewCommand(chargingByRun);
