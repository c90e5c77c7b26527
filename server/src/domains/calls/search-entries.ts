import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { callPermissions } from "@warmline/shared/calls/permissions.ts";
import { maskPhone } from "@warmline/shared/households/mask.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  branchTags,
  fieldOf,
  monthTag,
  whereOfBranch,
  type Searchable,
} from "../../platform/search/searchable.ts";

/** 来电: by the other side's number, by whose it is on file, by what was said to the machine. */
export const searchableCalls: Searchable<Call> = {
  kind: "call",
  collection: calls,
  key: "byStanding",
  permission: callPermissions.read,
  entries: async (_, documents) => documents.flatMap(entryOf),
  where: whereOfBranch,
  dated: true,
  masks: { phone: maskPhone, "ring-back": maskPhone },
};

/** What a caller says to the machine is a few sentences; of more these. */
const SAID_MAX = 20;

/** Of what has expired nothing is found. */
function entryOf(call: Call): SearchEntry[] {
  const { id, direction, from, to, standing, startedAt, households, said, ringBackAt } = call;
  if (standing === "expired") return [];
  const other = direction === "inbound" ? from : to;
  const fields = [
    ...fieldOf("phone", "phone", other ?? undefined),
    ...fieldOf("phone", "ring-back", ringBackAt),
    ...households.flatMap(({ number }) => fieldOf("number", "household", number)),
    ...said.slice(0, SAID_MAX).flatMap((text) => fieldOf("text", "said", text)),
    ...fieldOf("name", "agent", call.calledBack?.actorName),
  ];
  const branchIds = [...new Set(households.map(({ branchId }) => branchId))];
  const tags = [
    ...branchTags(branchIds.length === 0 ? [undefined] : branchIds),
    `state=${call.state}`,
    monthTag(startedAt),
  ];
  return fields.length === 0 ? [] : [{ id, order: startedAt, fields, tags }];
}
