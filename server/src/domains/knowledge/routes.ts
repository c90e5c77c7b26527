import * as api from "@warmline/shared/knowledge/api.ts";
import * as feedback from "@warmline/shared/knowledge/feedback-api.ts";
import * as runApi from "@warmline/shared/knowledge/run-api.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { clearMiss, missKnowledge, putBackMiss, voteKnowledge } from "./feedback-commands.ts";
import { openMisses, votesOf } from "./feedback-queries.ts";
import { itemCommandRoutes } from "./item-commands.ts";
import { findKnowledge, readKnowledge, versionsOf } from "./queries.ts";
import { noteRun } from "./note-run.ts";
import { writeKnowledge } from "./write-command.ts";

export function knowledgeRoutes(deps: Deps): Route[] {
  return [
    serve(api.findKnowledge, async (call) =>
      ok({ rows: await findKnowledge(deps, call, call.body) }),
    ),
    serve(api.readKnowledge, (call) => readKnowledge(deps, call, call.params.id)),
    serve(api.knowledgeHistory, (call) => versionsOf(deps, call, call.params.id)),
    handle(deps, api.writeKnowledge, writeKnowledge),
    ...itemCommandRoutes(deps),
    handle(deps, runApi.noteRun, noteRun),
    handle(deps, feedback.voteKnowledge, voteKnowledge),
    serve(feedback.knowledgeVotesOf, (call) => votesOf(deps, call, call.params.id)),
    handle(deps, feedback.missKnowledge, missKnowledge),
    serve(feedback.listKnowledgeMisses, async () => ok({ misses: await openMisses(deps) })),
    handle(deps, feedback.clearKnowledgeMiss, clearMiss),
    handle(deps, feedback.putBackKnowledgeMiss, putBackMiss),
  ];
}
