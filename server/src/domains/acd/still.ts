import type { Agent } from "@warmline/shared/acd/model.ts";
import { isStill } from "@warmline/shared/acd/overflow.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/**
 * Of these, whoever may still take calls as what they signed on as: held against the commit, so
 * that nobody is rung whose roles were taken away at that moment.
 */
export async function whoMayStill(
  reads: Pick<Reads, "getMany">,
  people: readonly Agent[],
): Promise<ReadonlySet<string>> {
  const members = await reads.getMany(
    staff,
    people.map(({ id }) => id),
  );
  const known = new Map(members.map((member) => [member.id, member]));
  const still = people.filter((agent) => {
    const member = known.get(agent.id);
    return member?.active === true && isStill({ kind: "staff", ...member }, agent);
  });
  return new Set(still.map(({ id }) => id));
}
