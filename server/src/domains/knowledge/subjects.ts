import { knowledgeMisses } from "@warmline/shared/knowledge/feedback.ts";
import { knowledgeItems } from "@warmline/shared/knowledge/model.ts";
import { naming } from "../../platform/audit/subjects.ts";

export const knowledgeSubjects = [
  naming({ collection: knowledgeItems, name: ({ number }) => ({ text: number }) }),
  naming({ collection: knowledgeMisses, name: ({ id }) => ({ text: id }) }),
];
