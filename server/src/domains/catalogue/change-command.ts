import {
  catalogues,
  catalogueVersions,
  CITY,
  type Catalogue,
} from "@warmline/shared/catalogue/catalogue.ts";
import {
  changeCatalogue as decideChange,
  type CatalogueCode,
  type Proposal,
} from "@warmline/shared/catalogue/catalogue-change.ts";
import { useKey } from "@warmline/shared/catalogue/offer.ts";
import { households } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { FEE_IDS, SERVICE_FEES } from "@warmline/shared/ledger/fees.ts";
import type { Touched } from "@warmline/shared/requests/preview.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import { insert, put } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { catalogueOf, readHeld } from "./holding.ts";

interface CatalogueProposal extends Proposal {
  readonly reason: string;
}

export interface Held {
  /** Null while the program's own version holds. */
  readonly held: (Stored & Catalogue) | null;
}

export interface ChangingCatalogue extends Held {
  /** On how much of what is on file the changed rows bear. */
  readonly touches: readonly Touched[];
}

interface Made {
  readonly version: number;
}

/**
 * 修改收费目录: the next version, from the moment of its approval on. Nothing that is on file, agreed or
 * charged changes with it. Its inverse is asking for the rows as they were. By request alone, but
 * for programs on the machine. Refusals, in this order: `approval-needed`, those of the rule.
 */
export const changeCatalogue = command({
  name: "catalogue.change",
  scope: "city",
  load: async (
    reads,
    { changes }: CatalogueProposal,
  ): Promise<Result<ChangingCatalogue, CatalogueCode | "approval-needed">> => {
    const uses = changes.map(({ list, row }) => useKey({ list, code: row.code }));
    const count = await reads.unguarded.count(households, { index: "byUse", where: { uses } });
    return ok({ held: await readHeld(reads), touches: [{ what: "households", count }] });
  },
  decide({ held }, proposal, moment): Result<Decision<Made>, CatalogueCode | "approval-needed"> {
    const { at, actor, request } = moment;
    if (needsRequest(moment)) return refuse("approval-needed");
    const known = { today: cityDate(at), fees: FEE_IDS, serviceFees: SERVICE_FEES };
    const decided = decideChange(catalogueOf(held), proposal, known);
    if (!decided.ok) return decided;
    const { next, changed } = decided.value;
    const id = String(next.version);
    const { reason } = proposal;
    const version = {
      ...next,
      id,
      changed: changed.map(({ list, after }) => `${list}/${after.code}`),
      reason,
      at,
      byName: actor.name,
      ...(request === undefined ? {} : { requestId: request.id }),
    };
    const now = { ...next, id: CITY };
    return ok({
      value: { version: next.version },
      writes: [put(catalogues, held, now), insert(catalogueVersions, version)],
      subjects: [`${catalogueVersions.name}/${id}`],
      reason,
    });
  },
});
