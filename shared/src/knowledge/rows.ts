import { z } from "zod";
import { instant, line, lineOrNone, text } from "../api/fields.ts";
import { CASE_CATEGORIES, type CaseCategory } from "../cases/categories.ts";
import {
  AUDIENCES,
  KNOWLEDGE_CATEGORIES,
  KNOWLEDGE_INTENTS,
  KNOWLEDGE_KINDS,
  type Content,
} from "./content.ts";
import { SCRIPT_RESULTS } from "./script.ts";
import { DRAFT_STATES, KNOWLEDGE_STATES, type KnowledgeItem } from "./model.ts";

/** Schemas of knowledge as it is sent and answered; the types stand in content.ts and model.ts. */

const TITLE_MAX = 80;
const BODY_MAX = 8_000;
const KEYWORD_MAX = 30;
const KEYWORDS_MAX = 20;

/** Each once: what is named twice says nothing more. */
function few<T extends z.ZodType>(one: T, max: number) {
  return z
    .array(one)
    .max(max)
    .overwrite((all) => [...new Set(all)] as typeof all)
    .readonly();
}

export const caseCategories = CASE_CATEGORIES as readonly [CaseCategory, ...CaseCategory[]];

const heading = {
  title: z.strictObject({ zh: line(TITLE_MAX), en: lineOrNone(TITLE_MAX) }),
  category: z.enum(KNOWLEDGE_CATEGORIES),
  audience: z.enum(AUDIENCES),
  keywords: few(line(KEYWORD_MAX), KEYWORDS_MAX),
  intents: few(z.enum(KNOWLEDGE_INTENTS), KNOWLEDGE_INTENTS.length),
  caseCategories: few(z.enum(caseCategories), caseCategories.length),
};

const textOrNone = z.union([z.literal(""), text(BODY_MAX)]);

const article = z.strictObject({
  ...heading,
  kind: z.literal("article"),
  body: z.strictObject({ zh: text(BODY_MAX), en: textOrNone }),
});

export const STEPS_MAX = 40;
export const ANSWERS_MAX = 8;
const SAID_MAX = 300;
const stepId = line(30);
const said = z.strictObject({ zh: line(SAID_MAX), en: lineOrNone(SAID_MAX) });

const step = z.discriminatedUnion("kind", [
  z.strictObject({
    id: stepId,
    kind: z.literal("question"),
    text: said,
    hint: z.strictObject({ zh: lineOrNone(SAID_MAX), en: lineOrNone(SAID_MAX) }),
    answers: z
      .array(z.strictObject({ says: said, to: stepId }))
      .min(1)
      .max(ANSWERS_MAX)
      .readonly(),
  }),
  z.strictObject({
    id: stepId,
    kind: z.literal("outcome"),
    text: said,
    result: z.enum(SCRIPT_RESULTS),
  }),
]);

const script = z.strictObject({
  ...heading,
  kind: z.literal("script"),
  steps: z.array(step).min(1).max(STEPS_MAX).readonly(),
});

export const content = z.discriminatedUnion("kind", [article, script]) satisfies z.ZodType<Content>;

const standing = {
  id: z.string(),
  rev: z.int(),
  number: z.string(),
  kind: z.enum(KNOWLEDGE_KINDS),
  state: z.enum(KNOWLEDGE_STATES),
  version: z.int(),
  ownerId: z.string(),
  ownerName: z.string(),
  reviewOn: z.string(),
};

/** What a list shows: what holds, or the draft of what holds nothing yet. */
export const knowledgeRow = z.object({
  ...standing,
  title: heading.title,
  category: heading.category,
  audience: heading.audience,
  /** For whoever may write. */
  draft: z.enum(DRAFT_STATES).optional(),
});
export type KnowledgeRow = z.output<typeof knowledgeRow>;

const draft = z.object({
  state: z.enum(DRAFT_STATES),
  content,
  writerIds: z.array(z.string()).readonly(),
  byName: z.string(),
  at: instant,
  returned: z.object({ reason: z.string(), byName: z.string(), at: instant }).optional(),
});

export const knowledgeAnswer = z.object({
  ...standing,
  content: content.optional(),
  approvedAt: instant.optional(),
  approvedByName: z.string().optional(),
  /** For whoever may write. */
  draft: draft.optional(),
}) satisfies z.ZodType<KnowledgeItem>;

export const knowledgeVersion = z.object({
  version: z.int(),
  content,
  writtenByName: z.string(),
  approvedByName: z.string(),
  approvedAt: instant,
});
export type KnowledgeVersionRow = z.output<typeof knowledgeVersion>;

/** What a command on an item answers: as it is afterwards. */
export const changedKnowledge = z.strictObject({
  id: z.string(),
  number: z.string(),
  rev: z.int(),
  state: z.enum(KNOWLEDGE_STATES),
});
export type ChangedKnowledge = z.output<typeof changedKnowledge>;
