import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type {
  Audience,
  Content,
  KnowledgeCategory,
  KnowledgeIntent,
  KnowledgeKind,
} from "@warmline/shared/knowledge/content.ts";
import type { ScriptResult, Step } from "@warmline/shared/knowledge/script.ts";

/** A step as its form holds it: what is of the other kind stays, should it become one again. */
export interface StepFields {
  id: string;
  kind: Step["kind"];
  zh: string;
  en: string;
  hintZh: string;
  hintEn: string;
  result: ScriptResult;
  answers: AnswerFields[];
}
export interface AnswerFields {
  zh: string;
  en: string;
  to: string;
}

export interface ContentFields {
  titleZh: string;
  titleEn: string;
  category: KnowledgeCategory;
  audience: Audience;
  /** Between blanks or commas. */
  keywords: string;
  intents: KnowledgeIntent[];
  caseCategories: CaseCategory[];
  bodyZh: string;
  bodyEn: string;
  steps: StepFields[];
}

const BETWEEN = /[\s,，、;；]+/u;

export function fieldsOf(content: Content | null, kind: KnowledgeKind, title = ""): ContentFields {
  const none = { zh: "", en: "" };
  const body = content?.kind === "article" ? content.body : none;
  const steps = content?.kind === "script" ? content.steps : [];
  return {
    titleZh: content?.title.zh ?? title,
    titleEn: content?.title.en ?? "",
    category: content?.category ?? "not-warm",
    audience: content?.audience ?? "agent",
    keywords: content?.keywords.join(" ") ?? "",
    intents: [...(content?.intents ?? [])],
    caseCategories: [...(content?.caseCategories ?? [])],
    bodyZh: body.zh,
    bodyEn: body.en,
    steps: kind === "script" && steps.length === 0 ? [newStep("1")] : steps.map(stepFields),
  };
}

export function contentOf(fields: ContentFields, kind: KnowledgeKind): Content {
  const { category, audience, intents, caseCategories } = fields;
  const heading = {
    title: { zh: fields.titleZh.trim(), en: fields.titleEn.trim() },
    category,
    audience,
    keywords: [...new Set(fields.keywords.split(BETWEEN).filter((word) => word !== ""))],
    intents: [...intents],
    caseCategories: [...caseCategories],
  };
  return kind === "article"
    ? { ...heading, kind, body: { zh: fields.bodyZh.trim(), en: fields.bodyEn.trim() } }
    : { ...heading, kind, steps: fields.steps.map(stepOf) };
}

/** The next step, under a number that no other has. */
export function newStep(id: string): StepFields {
  const none = { zh: "", en: "", hintZh: "", hintEn: "" };
  return { id, kind: "question", ...none, result: "visit", answers: [newAnswer()] };
}

export function newAnswer(): AnswerFields {
  return { zh: "", en: "", to: "" };
}

export function freeId(steps: readonly Pick<StepFields, "id">[]): string {
  const taken = new Set(steps.map(({ id }) => id));
  let place = steps.length + 1;
  while (taken.has(String(place))) place += 1;
  return String(place);
}

function stepFields(step: Step): StepFields {
  const { id, kind, text } = step;
  const fields = { ...newStep(id), kind, ...text };
  if (step.kind === "outcome") return { ...fields, result: step.result };
  const answers = step.answers.map(({ says, to }) => ({ ...says, to }));
  return { ...fields, hintZh: step.hint.zh, hintEn: step.hint.en, answers };
}

function stepOf({ id, kind, zh, en, hintZh, hintEn, result, answers }: StepFields): Step {
  const step = { id: id.trim(), text: { zh: zh.trim(), en: en.trim() } };
  if (kind === "outcome") return { ...step, kind, result };
  return {
    ...step,
    kind,
    hint: { zh: hintZh.trim(), en: hintEn.trim() },
    answers: answers.map((one) => ({
      says: { zh: one.zh.trim(), en: one.en.trim() },
      to: one.to.trim(),
    })),
  };
}
