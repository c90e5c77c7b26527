import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { outageRefunds, type OutageRefund } from "@warmline/shared/outagerefunds/model.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { enter, readRelieving, reckonRelief, stampOf, type Relieving } from "../ledger/index.ts";

export interface OneInput {
  readonly refundId: string;
  readonly householdId: string;
}

interface RefundingOne extends Relieving {
  readonly of: OutageRefund;
}

type OneCode = "not-found" | "outage-refund-not-working" | "day-closed" | ReckonCode;
type ReckonCode = (ReturnType<typeof reckonRelief> & { readonly ok: false })["code"];

/**
 * 停热整片退费一户: a relief by the incident, as anybody's; what the household was refunded for these
 * days before is not given again, so that a job which begins anew gives nothing twice. Refusals, in
 * this order: `not-found`, `outage-refund-not-working`, `day-closed`, as of a relief.
 */
export const refundOne = command({
  name: "outagerefunds.refund-one",
  mutex: ({ householdId }: OneInput) => `accounts/${householdId}`,
  scope: ({ household }: RefundingOne) => household.place,
  async load(reads, { refundId, householdId }, moment): Promise<Result<RefundingOne, OneCode>> {
    const of = await reads.get(outageRefunds, refundId);
    if (of === null) return refuse("not-found");
    if (of.state !== "refunding") return refuse("outage-refund-not-working");
    const relieving = await readRelieving(reads, wantedOf(of, householdId), moment);
    return relieving.ok ? ok({ ...relieving.value, of }) : relieving;
  },
  decide(state, { householdId }, moment): Result<Decision<null>, OneCode> {
    const { of } = state;
    const posting = reckonRelief(state, wantedOf(of, householdId), moment);
    if (!posting.ok) return posting;
    const id = moment.nextId();
    const requestId = of.refunded?.requestId;
    const stamp = {
      ...stampOf(state, id, moment),
      incidentId: of.incidentId,
      ...(requestId === undefined ? {} : { requestId }),
    };
    return ok({
      value: null,
      writes: enter(state, posting.value, stamp).writes,
      subjects: [`households/${householdId}`, `entries/${id}`, `outageRefunds/${of.id}`],
    });
  },
});

/** The relief that a household is granted by it. */
export function wantedOf(
  { season, relief, incidentNumber: incident }: OutageRefund,
  householdId: string,
) {
  const of = { id: householdId, season, relief, incident };
  return { ...of, evidence: incident, reason: incident };
}
