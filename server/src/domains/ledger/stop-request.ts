import { agreed } from "@warmline/shared/households/contract-versions.ts";
import { stopPermissions } from "@warmline/shared/households/permissions.ts";
import { absoluteFen, fen, totalFen } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { labelOf, owedAfter, postedEntries } from "./posted-preview.ts";
import { changeStops, type Restopping, type StopsChange } from "./stop-commands.ts";

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
  show(state, input, { writes }) {
    const posted = postedEntries(writes);
    return {
      label: labelOf(state.household),
      amountFen: absoluteFen(totalFen(posted.map(({ amountFen }) => amountFen))),
      place: state.household.place,
      preview: {
        changes: changesOf(state, input),
        entries: posted,
        owed: [owedAfter(writes, state)],
      },
    };
  },
});

function changesOf({ contract }: Restopping, { act, evidence }: StopsChange): PreviewChange[] {
  const { stops = [], spaces } = agreed(contract);
  const stop = act.kind === "stop" ? act : stops.find(({ number }) => number === act.stop);
  const labels = spaces
    .filter(({ id }) => stop?.spaceIds === undefined || stop.spaceIds.includes(id))
    .map(({ label }) => label);
  const until = act.kind === "restore" ? act.from : undefined;
  const former =
    act.kind === "resume" ? stops.find(({ number }) => number === act.stop) : undefined;
  const [before, after] = [former?.until, until].map((day) => (day === undefined ? [] : [day]));
  return [
    { field: "season", from: [], to: [contract.season] },
    { field: "spaces", from: [], to: labels },
    { field: "stopped", from: [], to: [stop!.from] },
    ...(act.kind === "stop" ? [] : [{ field: "restored", from: before!, to: after! }]),
    { field: "evidence", from: [], to: [evidence] },
  ];
}

/**
 * 申请报停、复热. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`, those of the
 * rule, `request-pending`.
 */
export const askStops = askCommand({ name: "contracts.ask-stops", of: restopping });

/** Nothing is written. Refusals as of `askStops`, without the last. */
export const previewStops = previewCommand(restopping);
