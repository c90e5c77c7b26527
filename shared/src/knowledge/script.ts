import type { InBoth } from "./in-both.ts";

/** 结论, what a script comes to. */
export const SCRIPT_RESULTS = [
  "solved", // 已解决
  "advice", // 已告知: what they do next themselves
  "visit", // 需上门
  "urgent", // 需抢修
] as const;
export type ScriptResult = (typeof SCRIPT_RESULTS)[number];

export interface ScriptAnswer {
  readonly says: InBoth;
  /** The id of the step that comes next. */
  readonly to: string;
}

/** 步骤: a question with the answers to choose from, or an outcome, which ends the script. */
export type Step =
  | {
      readonly id: string;
      readonly kind: "question";
      /** Read out to whoever called. */
      readonly text: InBoth;
      /** For the agent alone; may be empty. */
      readonly hint: InBoth;
      readonly answers: readonly ScriptAnswer[];
    }
  | {
      readonly id: string;
      readonly kind: "outcome";
      readonly text: InBoth;
      readonly result: ScriptResult;
    };

export const SCRIPT_FAULTS = [
  "script-step-twice",
  "script-step-missing",
  "script-circle",
  "script-step-unreached",
] as const;
export type ScriptFault = (typeof SCRIPT_FAULTS)[number];

export interface FaultyStep {
  readonly why: ScriptFault;
  readonly step: string;
}

/**
 * What is wrong with the steps, the first of which begins: an id that stands twice, an answer that
 * leads nowhere, a way that leads back to where it was, a step to which nothing leads. Null: every
 * step is reached, and every way ends in an outcome.
 */
export function faultIn(steps: readonly Step[]): FaultyStep | null {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const twice = steps.find(({ id }, at) => steps.findIndex((one) => one.id === id) !== at);
  if (twice !== undefined) return { why: "script-step-twice", step: twice.id };
  const missing = steps.flatMap(leadsTo).find((id) => !byId.has(id));
  if (missing !== undefined) return { why: "script-step-missing", step: missing };
  const seen = new Map<string, "open" | "ended">();
  const circle = circleFrom(steps[0]?.id ?? "", byId, seen);
  if (circle !== null) return { why: "script-circle", step: circle };
  const unreached = steps.find(({ id }) => !seen.has(id));
  return unreached === undefined ? null : { why: "script-step-unreached", step: unreached.id };
}

function leadsTo(step: Step): string[] {
  return step.kind === "question" ? step.answers.map(({ to }) => to) : [];
}

/** The first step from which a way leads back to itself; `seen` holds what was reached. */
function circleFrom(
  id: string,
  byId: ReadonlyMap<string, Step>,
  seen: Map<string, "open" | "ended">,
): string | null {
  if (seen.has(id)) return seen.get(id) === "open" ? id : null;
  const step = byId.get(id);
  if (step === undefined) return null;
  seen.set(id, "open");
  for (const next of leadsTo(step)) {
    const circle = circleFrom(next, byId, seen);
    if (circle !== null) return circle;
  }
  seen.set(id, "ended");
  return null;
}

/** A question that was asked, and what was answered. */
export interface Asked {
  readonly question: InBoth;
  readonly answer: InBoth;
}

/** How far a run has come. */
export interface Run {
  readonly at: Step;
  readonly asked: readonly Asked[];
}

/** From the first step on by the places of the answers chosen; null: there are no such answers. */
export function run(steps: readonly Step[], answers: readonly number[]): Run | null {
  let [at] = steps;
  const asked: Asked[] = [];
  for (const place of answers) {
    const answer = at?.kind === "question" ? at.answers[place] : undefined;
    if (at === undefined || answer === undefined) return null;
    asked.push({ question: at.text, answer: answer.says });
    at = steps.find(({ id }) => id === answer.to);
  }
  return at === undefined ? null : { at, asked };
}
