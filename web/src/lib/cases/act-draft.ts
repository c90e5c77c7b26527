import type { Case, CaseCategory, Urgency } from "@warmline/shared/cases/model.ts";
import type { CaseAct } from "./acts.ts";

/** Everything that the forms of a case's acts can ask for. */
export interface ActDraft {
  description: string;
  branchId: string;
  assigneeId: string;
  /** °C as typed; empty when not measured. */
  temperature: string;
  wrongBranch: boolean;
  outcome: "satisfied" | "dissatisfied" | "unreached";
  /** `YYYY-MM-DDTHH:MM` on the city's clock. */
  dueAt: string;
  category: CaseCategory;
  urgency: Urgency;
  householdId: string;
  /** The case that this one is merged into. */
  intoId: string;
}

const CITY_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export function toCityField(at: number): string {
  return new Date(at + CITY_OFFSET_MS).toISOString().slice(0, 16);
}

function fromCityField(text: string): number {
  return Date.parse(`${text}:00Z`) - CITY_OFFSET_MS;
}

export function emptyDraft(caseRecord: Case): ActDraft {
  return {
    description: "",
    branchId: caseRecord.branchId ?? "",
    assigneeId: "",
    temperature: "",
    wrongBranch: false,
    outcome: "satisfied",
    dueAt: toCityField(caseRecord.dueAt + DAY_MS),
    category: caseRecord.category,
    urgency: caseRecord.urgency,
    householdId: "",
    intoId: "",
  };
}

/**
 * The body that the act's endpoint declares. `rev` goes with what is decided upon what was seen.
 */
export function bodyOf(act: CaseAct, draft: ActDraft, rev: number): Record<string, unknown> {
  const description = draft.description.trim();
  const said = description === "" ? {} : { description };
  switch (act.form) {
    case "none":
      return {};
    case "words":
      return act.verb === "unassign" || act.verb === "clearHousehold" ? { ...said, rev } : said;
    case "words-needed":
      return { description };
    case "assign":
      return {
        branchId: draft.branchId,
        ...(draft.assigneeId === "" ? {} : { assigneeId: draft.assigneeId }),
        ...said,
        rev,
      };
    case "resolve":
      return { description, ...temperature(draft.temperature) };
    case "return":
      return { description, wrongBranch: draft.wrongBranch };
    case "call-back":
      return { outcome: draft.outcome, ...said };
    case "extension":
      return { dueAt: fromCityField(draft.dueAt), description };
    case "classify":
      return { category: draft.category, urgency: draft.urgency, ...said, rev };
    case "household":
      return { householdId: draft.householdId, rev };
    case "merge":
      return { intoId: draft.intoId, ...said, rev };
  }
}

function temperature(typed: string): { roomTemperatureDeci?: number } {
  const degrees = Number(typed);
  if (typed.trim() === "" || !Number.isFinite(degrees)) return {};
  return { roomTemperatureDeci: Math.round(degrees * 10) };
}
