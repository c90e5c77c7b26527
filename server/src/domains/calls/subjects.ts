import { calls } from "@warmline/shared/calls/model.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const callSubjects = [
  // When it came says which one is meant; whose it was is told to whoever opens it.
  naming({ collection: calls, name: ({ startedAt }) => ({ text: formatInstant(startedAt) }) }),
];
