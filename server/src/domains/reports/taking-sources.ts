import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { refundedBy } from "@warmline/shared/ledger/kinds/refund.ts";
import { movesMoney } from "@warmline/shared/ledger/lines.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { GivenBackBy, TakenBy, TakingSources } from "@warmline/shared/reports/takings.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** The entry whose money an entry takes back; none where no money moves. */
export function voidedBy({ lines, reverses }: Entry): string[] {
  return reverses !== undefined && movesMoney(lines) ? [reverses] : [];
}

/** What the takings of these entries are told with: who took what, and by which door. */
export async function takingSources(
  store: Pick<Store, "getMany">,
  written: readonly Entry[],
  entry: TakingSources["entry"],
): Promise<TakingSources> {
  const moving = written.filter(({ lines }) => movesMoney(lines));
  const paid = moving.flatMap(({ paymentId, reverses = "", lines }) => {
    const lotId = refundedBy(lines)?.lotId;
    return [paymentId, entry(reverses)?.paymentId, lotId].flatMap((id) => id ?? []);
  });
  const gone = moving.flatMap(({ refundId }) => refundId ?? []);
  const asked = [...new Set(gone)];
  const [found, given, wanted] = await Promise.all([
    store.getMany(payments, [...new Set(paid)]),
    store.getMany(refunds, asked),
    // A refund has the id of the request by which it was asked for.
    store.getMany(requests, asked),
  ]);
  const askedAt = new Map(wanted.map((one) => [one.id, one.askedAt]));
  const payment = new Map(
    found.map(({ id, takenBy, channel }): [string, TakenBy] => {
      return [id, { cashierId: takenBy, channel: channel.kind }];
    }),
  );
  const refund = new Map(
    given.flatMap(({ id, paid: payout, reason, approvedAt }): [string, GivenBackBy][] => {
      const askedOn = cityDate(askedAt.get(id) ?? approvedAt);
      return payout === undefined ? [] : [[id, { cashierId: payout.by.id, reason, askedOn }]];
    }),
  );
  return { entry, payment: (id) => payment.get(id), refund: (id) => refund.get(id) };
}
