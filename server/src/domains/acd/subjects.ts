import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const acdSubjects = [
  naming({ collection: agents, name: ({ staffName: text }) => ({ text }) }),
  naming({ collection: queuedCalls, name: ({ id }) => ({ text: id }) }),
];
