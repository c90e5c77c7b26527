import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, line } from "../api/fields.ts";
import { VERDICTS } from "./feedback.ts";
import { knowledgePermissions } from "./permissions.ts";

const WORDS_MAX = 60;

export const voteKnowledge = endpoint({
  name: "knowledge.vote",
  method: "post",
  path: "/api/knowledge/:id/vote",
  permit: knowledgePermissions.read,
  summary: "Whether a version was of help, once a person; `none` takes it back",
  params: z.strictObject({ id }),
  body: z.strictObject({ version: z.int().min(1).max(100_000), verdict: z.enum(VERDICTS) }),
  answer: done,
  refusals: ["not-found", "knowledge-version-unknown"],
});

export const knowledgeVotesOf = endpoint({
  name: "knowledge.votes",
  method: "get",
  path: "/api/knowledge/:id/votes",
  permit: knowledgePermissions.read,
  summary: "How many found the version that holds of help, how many did not, and one's own word",
  params: z.strictObject({ id }),
  answer: z.strictObject({ helpful: z.int(), unhelpful: z.int(), own: z.enum(VERDICTS) }),
  refusals: ["not-found"],
});

export const missKnowledge = endpoint({
  name: "knowledge.miss",
  method: "post",
  path: "/api/knowledge-misses",
  permit: knowledgePermissions.read,
  summary: "These words found nothing that helps: counted for whoever writes; no numbers of people",
  body: z.strictObject({ words: line(WORDS_MAX) }),
  answer: done,
  refusals: ["personal-number"],
});

const miss = z.object({ id: z.string(), count: z.int(), lastAt: instant });
export type KnowledgeMissRow = z.output<typeof miss>;

export const listKnowledgeMisses = endpoint({
  name: "knowledge.misses",
  method: "get",
  path: "/api/knowledge-misses",
  permit: knowledgePermissions.write,
  summary: "What was looked for in vain and not dealt with yet, the newest first",
  answer: z.strictObject({ misses: z.array(miss) }),
  refusals: [],
});

function onMiss(verb: "clear" | "put-back", summary: string) {
  return endpoint({
    name: `knowledge.${verb}-miss`,
    method: "post",
    path: `/api/knowledge-misses/:id/${verb}`,
    permit: knowledgePermissions.write,
    summary,
    params: z.strictObject({ id }),
    body: z.strictObject({}),
    answer: done,
    refusals: ["not-found"],
  });
}

export const clearKnowledgeMiss = onMiss(
  "clear",
  "Dealt with: off the list until it is missed again",
);
export const putBackKnowledgeMiss = onMiss("put-back", "The inverse");
