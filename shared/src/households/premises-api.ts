import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, rev } from "../api/fields.ts";
import { readsNamedHousehold, space, spaces } from "./api.ts";
import { householdPermissions } from "./permissions.ts";
import { recordedFields } from "./recorded-api.ts";
import { SPACE_BASES } from "./premise.ts";

const byId = z.strictObject({ id });

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
  reads: readsNamedHousehold,
  answer: premise,
  refusals: ["not-found"],
});

/** What a change of areas or classes hands in; it is asked for, see the ledger's space-api.ts. */
export const spacesChange = z.strictObject({
  /** The household's. */
  rev,
  from: cityDate,
  spaces,
  basis: z.enum(SPACE_BASES),
  evidence: line(60),
  reason,
});
