import { jobDecisions } from "@warmline/shared/jobs/model.ts";
import { jobName } from "@warmline/shared/messages/index.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const jobSubjects = [
  naming({
    collection: jobDecisions,
    name: ({ job, key }, { language }) => ({ text: `${jobName(language, job)} · ${key}` }),
  }),
];
