import { campaigns } from "@warmline/shared/campaigns/model.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const campaignSubjects = [
  naming({ collection: campaigns, name: ({ incidentNumber }) => ({ text: incidentNumber }) }),
];
