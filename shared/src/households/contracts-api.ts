import { z } from "zod";
import { offerRefusals } from "../catalogue/api.ts";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, personName, reason, rev, seasonName } from "../api/fields.ts";
import { readsNamedHousehold, space } from "./api.ts";
import { CONTRACT_CHANGES } from "./contract-versions.ts";
import { seasonDaysAnswer } from "./season-calendars-api.ts";
import { householdPermissions } from "./permissions.ts";
import { recordedFields } from "./recorded-api.ts";

const byId = z.strictObject({ id });

const stop = z.strictObject({
  number: z.int(),
  from: z.string(),
  until: z.string().optional(),
  spaceIds: z.array(z.string()).readonly().optional(),
});

const contract = z.strictObject({
  id: z.string(),
  rev,
  householdId: z.string(),
  season: z.string(),
  /** The season's, as they are where the household lies. */
  days: seasonDaysAnswer,
  state: z.enum(["active", "ended"]),
  /** The oldest first; the newest holds. */
  versions: z
    .array(
      z.strictObject({
        version: z.int(),
        kind: z.enum(CONTRACT_CHANGES),
        from: z.string(),
        holder: z.string(),
        customerId: z.string().optional(),
        spaces: z.array(space).readonly(),
        stops: z.array(stop).readonly().optional(),
        ...recordedFields,
      }),
    )
    .readonly(),
});
export type ContractRow = z.output<typeof contract>;

export const listContracts = endpoint({
  name: "contracts.list",
  method: "get",
  path: "/api/households/:id/contracts",
  permit: householdPermissions.read,
  summary: "A household's contracts, newest season first",
  params: byId,
  reads: readsNamedHousehold,
  answer: z.array(contract),
  refusals: ["not-found"],
});

export const signContract = endpoint({
  name: "contracts.sign",
  method: "post",
  path: "/api/households/:id/contracts",
  permit: householdPermissions.write,
  summary: "Agrees on the holder for a season, with the spaces on file; also anew after an end",
  params: byId,
  body: z.strictObject({
    /** The household's. */
    rev,
    season: seasonName,
    holder: personName,
    signedOn: cityDate,
    reason: reason.optional(),
  }),
  reads: readsNamedHousehold,
  answer: contract,
  refusals: ["not-found", "season-unknown", "contract-active", ...offerRefusals],
});

export const endContract = endpoint({
  name: "contracts.end",
  method: "post",
  path: "/api/households/:id/contracts/:season/end",
  permit: householdPermissions.write,
  summary: "Ends a season's contract; undone by signing anew",
  params: z.strictObject({ id, season: seasonName }),
  /** The contract's rev. */
  body: z.strictObject({ rev, reason }),
  reads: readsNamedHousehold,
  answer: contract,
  refusals: ["not-found", "contract-ended"],
});
