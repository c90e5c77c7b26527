import { entries } from "@warmline/shared/ledger/model.ts";
import { sentence } from "@warmline/shared/messages/index.ts";
import { alsoSaying, naming } from "../../platform/audit/subjects.ts";
import { householdName } from "../households/index.ts";

export const ledgerSubjects = [
  naming({
    collection: entries,
    needs: ({ householdId }) => [`households/${householdId}`],
    name: ({ householdId, seq, detail }, asked) =>
      alsoSaying(
        householdName(householdId, asked),
        `#${seq} ${sentence(asked.language, `ledger.kind.${detail.kind}`)}`,
      ),
  }),
];
