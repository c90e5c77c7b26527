import { readConversation } from "@warmline/shared/conversations/api.ts";
import { conversationsManifest } from "@warmline/shared/conversations/manifest.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { serve } from "../../platform/http/serve.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { expireJob } from "./expire-job.ts";
import { conversationFor } from "./read-conversation.ts";
import { searchableConversations } from "./search-entries.ts";
import { conversationSubjects } from "./subjects.ts";

export const conversationsModule: Module = {
  manifest: conversationsManifest,
  collections: [conversations],
  routes: (deps) => [
    serve(readConversation, (call) => conversationFor(deps, call, call.params.id)),
  ],
  jobs: [expireJob],
  searchables: [anySearchable(searchableConversations)],
  subjects: conversationSubjects,
};
