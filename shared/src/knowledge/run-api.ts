import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { stateRefusals } from "../cases/machine.ts";
import { casePermissions } from "../cases/permissions.ts";
import { changedCase } from "../cases/rows.ts";
import { ANSWERS_MAX, STEPS_MAX } from "./rows.ts";

export const noteRun = endpoint({
  name: "knowledge.note-run",
  method: "post",
  path: "/api/cases/:id/note-run",
  permit: casePermissions.note,
  summary: "Writes what was asked and answered in a run of a script, and its outcome, on a case",
  params: z.strictObject({ id }),
  body: z.strictObject({
    /** The script. */
    itemId: id,
    /** Which was run: a newer one may ask other things. */
    version: z.int().min(1).max(100_000),
    /** The places of the answers, from the first step on. */
    answers: z
      .array(
        z
          .int()
          .min(0)
          .max(ANSWERS_MAX - 1),
      )
      .max(STEPS_MAX),
  }),
  answer: changedCase,
  refusals: [
    "not-found",
    "knowledge-version-unknown",
    "run-unfinished",
    "case-full",
    "case-merged",
    ...stateRefusals("note"),
  ],
});
