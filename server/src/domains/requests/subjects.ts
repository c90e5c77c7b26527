import { formatNamed } from "@warmline/shared/messages/index.ts";
import { delegations } from "@warmline/shared/requests/delegation.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const requestSubjects = [
  naming({
    collection: delegations,
    name: ({ fromName, toName }) => ({ text: `${fromName} → ${toName}` }),
  }),
  naming({
    collection: requests,
    name: ({ id, command, label }, { language }) => ({
      text: `${formatNamed(language, `console.command.${command}`) ?? command} ${label}`,
      page: { kind: "request", id },
    }),
  }),
];
