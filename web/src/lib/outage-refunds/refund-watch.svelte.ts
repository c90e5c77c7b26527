import { readOutageRefunds, type OutageRefundAnswer } from "@warmline/shared/outagerefunds/api.ts";
import { isAtWork } from "@warmline/shared/outagerefunds/model.ts";
import { call } from "../call.ts";
import { JobWatch } from "../job-watch.svelte.ts";

/** The newest first. */
interface Refunds {
  readonly refunds: readonly OutageRefundAnswer[];
}

/** The refunds of one incident, as the job of one of them goes on. */
export class RefundWatch extends JobWatch<Refunds> {
  constructor(incidentId: string) {
    super(
      incidentId,
      (id) => call(readOutageRefunds, { params: { id } }),
      ({ refunds }) => refunds.some(({ state }) => isAtWork(state)),
    );
  }
}
