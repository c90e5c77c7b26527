import { formatNamed } from "@warmline/shared/messages/index.ts";
import { delegations } from "@warmline/shared/requests/delegation.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import { approvalPolicies } from "@warmline/shared/requests/policy-version.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const requestSubjects = [
  naming({
    collection: approvalPolicies,
    name: ({ name, version }, { language }) => ({
      text: `${formatNamed(language, `requests.policy.${name}`) ?? name} v${version}`,
    }),
  }),
  naming({
    collection: delegations,
    name: ({ fromName, toName }) => ({ text: `${fromName} → ${toName}` }),
  }),
  naming({
    collection: requests,
    name: ({ id, command, label }, { language }) => ({
      text: [
        formatNamed(language, `console.command.${command}`) ?? command,
        formatNamed(language, label) ?? label,
      ].join(" "),
      page: { kind: "request", id },
    }),
  }),
];
