import { accountIdOf, entries } from "@warmline/shared/ledger/entry.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { alsoSaying, naming } from "../../platform/audit/subjects.ts";
import { householdName } from "../households/index.ts";

export const ledgerSubjects = [
  naming({
    collection: shifts,
    name: ({ till, cashierName, day }) => ({ text: `${day} ${till} ${cashierName}` }),
  }),
  naming({
    collection: entries,
    needs: ({ streamId }) => [`households/${accountIdOf(streamId)}`],
    name: ({ streamId, seq, detail }, asked) =>
      alsoSaying(
        householdName(accountIdOf(streamId) ?? "", asked),
        `#${seq} ${formatMessage(asked.language, `ledger.kind.${detail.kind}`)}`,
      ),
  }),
];
