import { knowledgeMisses, knowledgeVotes } from "@warmline/shared/knowledge/feedback.ts";
import { knowledgeManifest } from "@warmline/shared/knowledge/manifest.ts";
import {
  knowledgeItems,
  knowledgeSeries,
  knowledgeVersions,
} from "@warmline/shared/knowledge/model.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { knowledgeRoutes } from "./routes.ts";
import { searchableKnowledge } from "./search-entries.ts";
import { knowledgeSubjects } from "./subjects.ts";

/** 知识库: what agents look up, written once and kept true. */
export const knowledgeModule: Module = {
  manifest: knowledgeManifest,
  collections: [
    knowledgeItems,
    knowledgeVersions,
    knowledgeSeries,
    knowledgeVotes,
    knowledgeMisses,
  ],
  routes: knowledgeRoutes,
  searchables: [anySearchable(searchableKnowledge)],
  subjects: knowledgeSubjects,
};
