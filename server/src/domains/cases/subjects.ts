import { permits } from "@warmline/shared/access/permission.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const caseSubjects = [
  naming({
    collection: cases,
    name: ({ id, number }, { actor }) => ({
      text: number,
      ...(permits(actor, casePermissions.read) ? { page: { kind: "case", id } } : {}),
    }),
  }),
];
