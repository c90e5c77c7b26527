import { accountIdOf, entries, type StreamId } from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { instalmentPlans } from "@warmline/shared/ledger/plan.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { alsoSaying, naming } from "../../platform/audit/subjects.ts";
import { householdName } from "../households/index.ts";

function householdOf(streamId: StreamId): string {
  return householdIdOf(accountIdOf(streamId) ?? "");
}

export const ledgerSubjects = [
  naming({ collection: payments, name: ({ id }) => ({ text: id }) }),
  naming({
    collection: refunds,
    needs: ({ accountId }) => [`households/${householdIdOf(accountId)}`],
    name: ({ accountId, paid }, asked) =>
      alsoSaying(householdName(householdIdOf(accountId), asked), paid?.number ?? ""),
  }),
  naming({
    collection: instalmentPlans,
    needs: ({ accountId }) => [`households/${householdIdOf(accountId)}`],
    name: ({ accountId, agreedOn }, asked) =>
      alsoSaying(householdName(householdIdOf(accountId), asked), agreedOn),
  }),
  naming({
    collection: shifts,
    name: ({ till, cashierName, day }) => ({ text: `${day} ${till} ${cashierName}` }),
  }),
  naming({
    collection: entries,
    needs: ({ streamId }) => [`households/${householdOf(streamId)}`],
    name: ({ streamId, seq, detail }, asked) =>
      alsoSaying(
        householdName(householdOf(streamId), asked),
        `#${seq} ${formatMessage(asked.language, `ledger.kind.${detail.kind}`)}`,
      ),
  }),
];
