import { queueClosings } from "@warmline/shared/acd/closing.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const acdSubjects = [
  naming({ collection: agents, name: ({ staffName: text }) => ({ text }) }),
  naming({ collection: queuedCalls, name: ({ id }) => ({ text: id }) }),
  naming({
    collection: queueClosings,
    name: ({ id }, { language }) => ({ text: formatMessage(language, `acd.skill.${id}`) }),
  }),
];
