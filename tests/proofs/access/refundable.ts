import type { TestServer } from "@warmline/server/testing.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** Approved, and not paid out. */
export async function dueRefund(
  { deps }: TestServer,
  accountId: string,
  office: string,
): Promise<string> {
  const id = `refund-${accountId}`;
  const what = { accountId, lotId: "R-1", method: "card", amountFen: fen(100) } as const;
  const asked = { reason: "搬走", asker: { id: "c", name: "c" }, office };
  const approvedAt = deps.clock.now();
  await deps.store.commit([insert(refunds, { id, state: "due", ...what, ...asked, approvedAt })]);
  return id;
}

/** A household of the branch with money on account, and a refund of it that is due. */
export async function refundable(
  server: TestServer,
  cookie: string,
  own: { readonly branch: string; readonly hall: string },
) {
  const where = { "place.branchId": own.branch };
  // Not the first, of which everything else is.
  const found = await server.deps.store.find(households, { index: "byBranch", where, limit: 2 });
  const accountId = found[1]?.id ?? "";
  // More than anybody owes: the rest stays on account.
  const paid = { method: "card", amountFen: 100_000_000 };
  const body = { parts: [{ accountId, amountFen: paid.amountFen }], tenders: [paid] };
  const { paymentId } = (await server.request("/api/payments", { cookie, body })).body;
  return {
    prepaidAccount: accountId,
    lot: String(paymentId),
    refund: await dueRefund(server, accountId, own.hall),
  };
}
