import { orgNodes } from "@warmline/shared/households/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { OpenDay } from "../ledger/index.ts";

/** How many are named in a sentence. */
const NAMED_MAX = 5;

/** What the refusal `days-open` says. */
export interface NamedDays {
  readonly count: number;
  /** The oldest, each with its office. */
  readonly days: string;
}

export async function openDaysDetail(
  { unguarded }: Pick<Reads, "unguarded">,
  open: readonly OpenDay[],
): Promise<NamedDays> {
  const named = open.slice(0, NAMED_MAX);
  const offices = await unguarded.getMany(orgNodes, [...new Set(named.map((one) => one.office))]);
  const nameOf = new Map(offices.map(({ id, name }) => [id, name]));
  const days = named.map(({ office, day }) => `${day} ${nameOf.get(office) ?? office}`).join("; ");
  return { count: open.length, days };
}
