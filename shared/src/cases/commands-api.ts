import { casePermissions } from "./permissions.ts";
import { z } from "zod";
import type { Permission } from "../access/permission.ts";
import { endpoint } from "../api/endpoint.ts";
import { caseAnswer, category, urgency } from "./rows.ts";
import { id, instant, rev, text } from "../api/fields.ts";

const note = text(1_000);

/** An act on one case: POST with an Idempotency-Key; the answer is the case as it is then. */
function verb<B extends z.ZodType>(path: string, permit: Permission, summary: string, body: B) {
  return endpoint({
    name: `${path}Case`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    method: "post",
    path: `/api/cases/:id/${path}`,
    permit,
    summary,
    params: z.strictObject({ id }),
    body,
    answer: caseAnswer,
  });
}

const nothing = z.strictObject({});
const why = z.strictObject({ description: note });
const maybeWords = z.strictObject({ description: note.optional() });

/**
 * `rev` stands where a person decides on what they saw: a newer case answers `changed-meanwhile`.
 */
export const caseVerbs = {
  assign: verb(
    "assign",
    casePermissions.assign,
    "Dispatch to a branch, or to a person of it",
    z.strictObject({
      branchId: id,
      assigneeId: id.optional(),
      description: note.optional(),
      rev: rev.optional(),
    }),
  ),
  unassign: verb(
    "unassign",
    casePermissions.assign,
    "Take it back from whoever has it; the branch keeps it",
    z.strictObject({ description: note.optional(), rev: rev.optional() }),
  ),
  accept: verb("accept", casePermissions.work, "Accept the work", nothing),
  arrive: verb("arrive", casePermissions.work, "Arrived on the spot", nothing),
  resolve: verb(
    "resolve",
    casePermissions.work,
    "Done, with proof",
    z.strictObject({
      description: note,
      roomTemperatureDeci: z.int().min(-400).max(600).optional(),
    }),
  ),
  answer: verb("answer", casePermissions.followUp, "Settle in words what needs no visit", why),
  return: verb(
    "return",
    casePermissions.work,
    "Send back to the dispatcher, or to the city when it is another branch's",
    z.strictObject({ description: note, wrongBranch: z.boolean().default(false) }),
  ),
  callBack: verb(
    "call-back",
    casePermissions.followUp,
    "What the customer said when called back; dissatisfied reopens the case",
    z.strictObject({
      outcome: z.enum(["satisfied", "dissatisfied", "unreached"]),
      description: note.optional(),
    }),
  ),
  close: verb("close", casePermissions.followUp, "Close after the call-back", maybeWords),
  withdraw: verb("withdraw", casePermissions.followUp, "The customer takes it back", why),
  reopen: verb(
    "reopen",
    casePermissions.followUp,
    "Reopen to the same worker, the clock running",
    why,
  ),
  urge: verb("urge", casePermissions.note, "The customer asks again", maybeWords),
  note: verb("note", casePermissions.note, "Add a note", why),
  askExtension: verb(
    "ask-extension",
    casePermissions.work,
    "Ask for a later deadline",
    z.strictObject({ dueAt: instant, description: note }),
  ),
  withdrawExtension: verb(
    "withdraw-extension",
    casePermissions.work,
    "No longer ask for it",
    nothing,
  ),
  approveExtension: verb(
    "approve-extension",
    casePermissions.extend,
    "Grant the later deadline",
    nothing,
  ),
  refuseExtension: verb("refuse-extension", casePermissions.extend, "The deadline stays", why),
  revokeExtension: verb(
    "revoke-extension",
    casePermissions.extend,
    "Back to the rule's deadline",
    why,
  ),
  addPictures: verb(
    "add-pictures",
    casePermissions.note,
    "Attach uploaded pictures or recordings",
    z.strictObject({ fileIds: z.array(id).min(1).max(6) }),
  ),
  hidePicture: verb(
    "hide-picture",
    casePermissions.note,
    "Take a picture off the case",
    z.strictObject({ fileId: id, description: note.optional() }),
  ),
  showPicture: verb(
    "show-picture",
    casePermissions.note,
    "Show a hidden picture again",
    z.strictObject({ fileId: id, description: note.optional() }),
  ),
  setHousehold: verb(
    "set-household",
    casePermissions.classify,
    "Say whose matter it is",
    z.strictObject({ householdId: id, rev: rev.optional() }),
  ),
  clearHousehold: verb(
    "clear-household",
    casePermissions.classify,
    "It is not this household's",
    z.strictObject({ description: note.optional(), rev: rev.optional() }),
  ),
  classify: verb(
    "classify",
    casePermissions.classify,
    "Set category and urgency, and with them the deadline",
    z.strictObject({ category, urgency, description: note.optional(), rev: rev.optional() }),
  ),
  detachReport: verb(
    "detach-report",
    casePermissions.assign,
    "Make a wrongly attached report a case of its own; answers that new case",
    z.strictObject({ reportId: z.string().trim().min(1).max(200) }),
  ),
  merge: verb(
    "merge",
    casePermissions.assign,
    "It is the same matter as another open case: it closes, the other counts its reports",
    z.strictObject({ intoId: id, description: note.optional(), rev: rev.optional() }),
  ),
  unmerge: verb(
    "unmerge",
    casePermissions.assign,
    "Undo the merge: the case is again as it was",
    maybeWords,
  ),
} as const;
