import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
import { joinsCases, residentPhone, type Reported } from "@warmline/shared/cases/matching.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** More open cases than this on one household or phone are not looked through. */
const OPEN_MAX = 50;

/**
 * The open cases to which a report could belong: of its household, and of the resident's phone as
 * far as the actor may see them. Guarded, no other can be opened, reopened or moved there before
 * the report is committed.
 */
export async function openCasesFor(
  reads: Pick<Reads, "find">,
  report: Reported,
  actor: Actor,
): Promise<Case[]> {
  if (!joinsCases(report)) return [];
  const { householdId } = report;
  const phone = residentPhone(report.contact);
  const limit = OPEN_MAX;
  const [byHousehold, byPhone] = await Promise.all([
    householdId === undefined
      ? []
      : reads.find(cases, { index: "byHouseholdOpen", where: { householdId, open: true }, limit }),
    phone === undefined
      ? []
      : reads.find(cases, {
          index: "byPhoneOpen",
          where: { "contact.phone": phone, open: true },
          limit,
        }),
  ]);
  const own = branchOf(actor);
  const known = byPhone.filter(({ branchId }) => own === undefined || branchId === own);
  return [...byHousehold, ...known];
}
