import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import { refuseOthersWork } from "@warmline/shared/cases/whose.ts";
import { answerCase, arriveAtCase, resolveCase } from "@warmline/shared/cases/work.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { onCase } from "./on-case.ts";

/** 到场. Refusals: `not-yours`, then of the rule. */
export const arrive = onCase({
  name: "cases.arrive",
  rule: (caseRecord, moment) =>
    refuseOthersWork(moment.actor, caseRecord) ?? arriveAtCase(caseRecord, moment),
});

/** 办结, with proof. Refusals: `not-yours`, then of the rule. */
export const resolve = onCase({
  name: "cases.resolve",
  rule: (caseRecord, moment, proof: CaseCommandInput<"resolve">) =>
    refuseOthersWork(moment.actor, caseRecord) ?? resolveCase(caseRecord, moment, proof),
});

/**
 * 直接答复: settled at the desk. Refusals after those of every case, in this order: `case-merged`, what
 * forbids it in the case's state, `needs-visit`.
 */
export const answer = onCase({
  name: "cases.answer",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"answer">) =>
    answerCase(caseRecord, moment, description),
});

export function workRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.arrive, arrive),
    handle(deps, caseCommands.resolve, resolve),
    handle(deps, caseCommands.answer, answer),
  ];
}
