import type { Permission } from "@warmline/shared/access/permission.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { transition, type CaseAction } from "@warmline/shared/cases/machine.ts";
import { DESK_CATEGORIES } from "@warmline/shared/cases/work.ts";
import { caseVerbs } from "@warmline/shared/cases/commands-api.ts";

export type CaseVerb = keyof typeof caseVerbs;

/** What is asked before the act is sent; `none` is sent at once. */
export type ActForm =
  | "none"
  | "words"
  | "words-needed"
  | "assign"
  | "resolve"
  | "return"
  | "call-back"
  | "extension"
  | "classify"
  | "household"
  | "merge";

export interface CaseAct {
  readonly verb: ActVerb;
  readonly action: CaseAction;
  readonly form: ActForm;
  /** A single key on the case page. */
  readonly key?: string;
  readonly when?: (caseRecord: Case, meId: string) => boolean;
}

/** Pictures and reports have controls of their own. */
export type ActVerb = Exclude<
  CaseVerb,
  "addPictures" | "hidePicture" | "showPicture" | "detachReport"
>;

const settledInWords = (caseRecord: Case) => DESK_CATEGORIES.has(caseRecord.category);
const asked = (caseRecord: Case) => caseRecord.extension !== undefined;

/** In the order in which they are offered: the next step of the usual way first. */
const ACTS: readonly CaseAct[] = [
  { verb: "accept", action: "accept", form: "none", key: "y" },
  { verb: "arrive", action: "arrive", form: "none", key: "v" },
  { verb: "resolve", action: "resolve", form: "resolve", key: "r" },
  {
    verb: "approveExtension",
    action: "extend",
    form: "none",
    when: (caseRecord, meId) => asked(caseRecord) && caseRecord.extension?.actorId !== meId,
  },
  { verb: "refuseExtension", action: "extend", form: "words-needed", when: asked },
  { verb: "callBack", action: "call-back", form: "call-back", key: "b" },
  { verb: "close", action: "close", form: "words" },
  { verb: "assign", action: "assign", form: "assign", key: "a" },
  { verb: "answer", action: "answer", form: "words-needed", when: settledInWords },
  { verb: "note", action: "note", form: "words-needed", key: "m" },
  { verb: "urge", action: "urge", form: "words", key: "u" },
  { verb: "reopen", action: "reopen", form: "words-needed" },
  { verb: "return", action: "return", form: "return" },
  {
    verb: "askExtension",
    action: "extend",
    form: "extension",
    when: (caseRecord) => !asked(caseRecord),
  },
  {
    verb: "withdrawExtension",
    action: "extend",
    form: "none",
    when: (caseRecord, meId) => caseRecord.extension?.actorId === meId,
  },
  {
    verb: "revokeExtension",
    action: "extend",
    form: "words-needed",
    when: (caseRecord) => caseRecord.dueAt !== caseRecord.ruleDueAt,
  },
  { verb: "unassign", action: "unassign", form: "words" },
  { verb: "classify", action: "describe", form: "classify" },
  { verb: "setHousehold", action: "describe", form: "household" },
  {
    verb: "clearHousehold",
    action: "describe",
    form: "words",
    when: (caseRecord) => caseRecord.householdId !== undefined,
  },
  { verb: "merge", action: "merge", form: "merge" },
  {
    verb: "unmerge",
    action: "unmerge",
    form: "words",
    when: (caseRecord) => caseRecord.mergedInto !== undefined,
  },
  { verb: "withdraw", action: "withdraw", form: "words-needed" },
];

/** What this person may do with the case as it stands; the server decides again. */
export function offeredActs(
  caseRecord: Case,
  meId: string,
  may: (permission: Permission) => boolean,
): readonly CaseAct[] {
  return ACTS.filter(({ verb, action, when }) => {
    const permission = caseVerbs[verb].permit as Permission;
    if (!may(permission) || !transition(caseRecord.state, action).ok) return false;
    return when?.(caseRecord, meId) ?? true;
  });
}
