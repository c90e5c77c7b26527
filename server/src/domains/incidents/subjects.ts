import { permits } from "@warmline/shared/access/permission.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { incidentPermissions } from "@warmline/shared/incidents/permissions.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const incidentSubjects = [
  naming({
    collection: incidents,
    name: ({ id, number }, { actor }) => ({
      text: number,
      ...(permits(actor, incidentPermissions.read) ? { page: { kind: "incident", id } } : {}),
    }),
  }),
];
