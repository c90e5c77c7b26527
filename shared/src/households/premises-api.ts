import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, rev } from "../api/fields.ts";
import { subjectsOf, type Reads } from "../api/reads.ts";
import { recordedFields, space, spaces } from "./api.ts";
import { householdPermissions, premisePermissions } from "./permissions.ts";
import { SPACE_BASES } from "./premise.ts";

const byId = z.strictObject({ id });

const reads: Reads<z.ZodType<{ readonly id: string }>> = {
  what: "household",
  of: ({ params }) => subjectsOf("households", [params.id]),
};

const premise = z.strictObject({
  /** The household's. */
  id: z.string(),
  rev,
  /** In the order in which they were recorded. */
  versions: z
    .array(
      z.strictObject({
        version: z.int(),
        /** Null: from whenever on. */
        from: z.string().nullable(),
        spaces: z.array(space).readonly(),
        basis: z.enum([...SPACE_BASES, "registration", "taken-over"]),
        ...recordedFields,
      }),
    )
    .readonly(),
});
export type PremiseRow = z.output<typeof premise>;

export const getPremise = endpoint({
  name: "premises.get",
  method: "get",
  path: "/api/households/:id/premise",
  permit: householdPermissions.read,
  summary: "The premise of a household: its heated spaces, version by version",
  params: byId,
  reads,
  answer: premise,
  refusals: ["not-found"],
});

export const changeSpaces = endpoint({
  name: "premises.change-spaces",
  method: "post",
  path: "/api/households/:id/premise/spaces",
  permit: premisePermissions.write,
  summary: "Other areas or price classes from a day on; undone by the change back from that day",
  params: byId,
  body: z.strictObject({
    /** The household's. */
    rev,
    from: cityDate,
    spaces,
    basis: z.enum(SPACE_BASES),
    evidence: line(60),
    reason,
  }),
  reads,
  answer: premise,
  refusals: ["not-found", "area-wrong", "spaces-same"],
});
