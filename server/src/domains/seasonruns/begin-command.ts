import { households, orgNodes, seasons, type Season } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import {
  seasonRuns,
  WORKING_STATES,
  type RunBasis,
  type SeasonRun,
} from "@warmline/shared/seasonruns/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOf } from "../requests/index.ts";
import { readBasis } from "./basis.ts";

export interface BeginInput {
  readonly season: string;
  /** Left out: the whole city. */
  readonly branchIds?: readonly string[] | undefined;
  /** 违约金: what is charged is what of it came about by today. */
  readonly lateFees?: boolean | undefined;
  /** 续签: of a season alone, after another one. */
  readonly renew?: boolean | undefined;
}

interface Beginning {
  readonly season: Season;
  readonly lastSeason: string | null;
  readonly basis: RunBasis;
  readonly open: SeasonRun | undefined;
  /** Households in the run's reach now. */
  readonly reach: number;
  readonly position: number;
}

type BeginCode = "season-unknown" | "branch-unknown" | "no-late-fee-rule" | "season-run-open";

/** What is answered about a run: the endpoint reads the rest. */
export interface RunRef {
  readonly id: string;
}

/**
 * 试算: a run begins with its preview, which a job makes in chunks and which posts nothing. One at a
 * time is at work on a season. Refusals, in this order: `season-unknown`, `branch-unknown`,
 * `no-late-fee-rule` (of one that charges late fees), `season-run-open`.
 */
export function beginRun({ store }: Pick<Deps, "store">) {
  return command({
    name: "seasonruns.begin",
    scope: "city",
    async load(reads, input: BeginInput): Promise<Result<Beginning, BeginCode>> {
      const season = await reads.get(seasons, input.season);
      if (season === null) return refuse("season-unknown", { season: input.season });
      const unknown = await unknownBranch(reads, input.branchIds ?? []);
      if (unknown !== undefined) return refuse("branch-unknown", { branch: unknown });
      const where = { season: season.id, state: [...WORKING_STATES] };
      const [open] = await reads.find(seasonRuns, { index: "bySeason", where, limit: 1 });
      const before = { index: "byFrom", to: season.from, order: "descending", limit: 1 } as const;
      const [last] = await reads.find(seasons, before);
      const [basis, reach, position] = await Promise.all([
        readBasis(reads, season, input),
        countReach(reads, input),
        store.head(),
      ]);
      return ok({ season, lastSeason: last?.id ?? null, basis, open, reach, position });
    },
    decide(
      state,
      { branchIds, lateFees = false, renew = false },
      moment,
    ): Result<Decision<RunRef>, BeginCode> {
      const { season, lastSeason, basis, open, reach, position } = state;
      if (lateFees && basis.rules.length === 0) {
        return refuse("no-late-fee-rule", { season: season.id });
      }
      if (open !== undefined) {
        return refuse("season-run-open", { season: season.id, who: open.begun.byName });
      }
      const id = moment.nextId();
      const run = {
        id,
        season: season.id,
        lastSeason,
        branchIds: branchIds === undefined ? null : [...new Set(branchIds)],
        state: "previewing" as const,
        askedAt: moment.at,
        begun: actOf(moment),
        basis,
        reach,
        fromPosition: position,
        ...(lateFees ? { lateBy: cityDate(moment.at) } : {}),
        ...(renew && !lateFees && lastSeason !== null ? { renews: true as const } : {}),
      };
      return ok({
        value: { id },
        writes: [insert(seasonRuns, run)],
        subjects: [`seasonRuns/${id}`, `seasons/${season.id}`],
      });
    },
  });
}

async function unknownBranch(reads: Reads, ids: readonly string[]): Promise<string | undefined> {
  const found = await reads.getMany(orgNodes, ids);
  const branches = new Set(found.filter(({ kind }) => kind === "branch").map(({ id }) => id));
  return ids.find((id) => !branches.has(id));
}

function countReach({ unguarded }: Reads, { branchIds }: BeginInput): Promise<number> {
  return unguarded.count(households, reachOf(branchIds));
}

/** The households of a run, by branch, or by number where branches are named. */
export function reachOf(branchIds: readonly string[] | null | undefined) {
  const index = "byBranch";
  return branchIds ? { index, where: { "place.branchId": branchIds } } : { index };
}
