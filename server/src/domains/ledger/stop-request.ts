import { agreed } from "@warmline/shared/households/contract-versions.ts";
import { stopPermissions } from "@warmline/shared/households/permissions.ts";
import { isStopOf, type Stop } from "@warmline/shared/households/stops.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import { changeStops, type Restopping, type StopAct, type StopsChange } from "./stop-commands.ts";

/**
 * 报停审批: the hall asks, the hall's or branch's head approves, finance releases what is large. The
 * field's matrix: shared/reference billing §7.
 */
const STOP_POLICY: ApprovalPolicy = {
  name: "stops",
  version: 1,
  alone: null,
  steps: [
    { permission: stopPermissions.approve.name, overFen: fen(0), dayFen: null },
    { permission: stopPermissions.release.name, overFen: fen(1_000_000), dayFen: null },
  ],
  days: 14,
};

/** 报停、复热申请. */
export const restopping = approvable({
  command: changeStops,
  ask: stopPermissions.ask,
  policy: STOP_POLICY,
  approvers: [stopPermissions.approve, stopPermissions.release],
  about: ({ id, season }) => `contracts/${id}/${season}`,
  notYet: ["day-closed"],
  show: (state, input, { writes }) => shownPosting(state, writes, changesOf(state, input)),
});

function changesOf({ contract }: Restopping, { act, evidence }: StopsChange): PreviewChange[] {
  const { stops = [], spaces } = agreed(contract);
  const stop = act.kind === "stop" ? act : stops.find(({ number }) => number === act.stop)!;
  const labels = spaces.filter(({ id }) => isStopOf(stop, id)).map(({ label }) => label);
  return [
    { field: "season", from: [], to: [contract.season] },
    { field: "spaces", from: [], to: labels },
    { field: "stopped", from: [], to: [stop.from] },
    ...restoredBy(act, stops),
    { field: "evidence", from: [], to: [evidence] },
  ];
}

/** From which day on there is heat again, or no more. */
function restoredBy(act: StopAct, stops: readonly Stop[]): PreviewChange[] {
  if (act.kind === "stop") return [];
  if (act.kind === "restore") return [{ field: "restored", from: [], to: [act.from] }];
  const { until } = stops.find(({ number }) => number === act.stop)!;
  return [{ field: "restored", from: until === undefined ? [] : [until], to: [] }];
}

/**
 * 申请报停、复热. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`, those of the
 * rule, `request-pending`.
 */
export const askStops = askCommand({ name: "contracts.ask-stops", of: restopping });

/** Nothing is written. Refusals as of `askStops`, without the last. */
export const previewStops = previewCommand(restopping);
