import { invoices, type Invoice } from "@warmline/shared/invoices/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { claimInvoice, recordInvoice } from "./course-commands.ts";
import { taxProviderOf, type InvoiceOrder } from "./provider.ts";

/** What is issued and corrected by itself stands in the trail under this name. */
export const ISSUER: Caller = {
  actor: { kind: "system", id: "invoices", name: "开票" },
  origin: "invoices",
  language: "zh",
};

interface Order {
  readonly id: string;
  readonly attempt: number;
}

/**
 * 开具: asks the tax provider, once claimed; the same key each time, so that an answer that was lost
 * is told again. Where nothing answers it is asked again for some hours, then the job has failed,
 * and the invoice is still being issued: repeating the job goes on.
 */
export const issueJob = job<Order>({
  name: "invoices.issue",
  deadlineMs: 60_000,
  attempts: 15,
  backoffMs: 1_000,
  atOnce: 4,
  async run(deps, order) {
    const provider = taxProviderOf(deps.config);
    if (provider === null) return;
    const claim = await runCommand(deps, ISSUER, claimInvoice, order);
    if (!claim.ok) throw new Error(claim.code);
    const invoice = await deps.store.get(invoices, order.id);
    if (invoice?.state !== "issuing" || invoice.attempt !== order.attempt) return;
    const answer = await provider.issue(await orderOf(deps, invoice));
    const recorded = await runCommand(deps, ISSUER, recordInvoice, { ...order, answer });
    if (!recorded.ok) throw new Error(recorded.code);
  },
});

async function orderOf({ store }: Pick<Deps, "store">, invoice: Invoice): Promise<InvoiceOrder> {
  const { id, attempt, kind, buyer, lines, grossFen, netFen, taxFen, blueId } = invoice;
  const blue = blueId === undefined ? null : await store.get(invoices, blueId);
  return {
    key: `${id}/${attempt}`,
    kind,
    number: id,
    buyer,
    lines,
    grossFen,
    netFen,
    taxFen,
    ...(blue?.issued === undefined ? {} : { blueNumber: blue.issued.number }),
  };
}
