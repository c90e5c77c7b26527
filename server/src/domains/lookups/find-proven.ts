import { households, type Household } from "@warmline/shared/households/model.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** 第二要素: two things that are known about one household. */
export interface LookupInput {
  readonly by: "number" | "phone";
  readonly value: string;
  /** The last four: with the number of a phone on file, with the phone of the number. */
  readonly digits: string;
}

/** A phone may belong to this many households before they are not told apart any more. */
const HOUSEHOLDS_MAX = 50;

/**
 * The one household that both factors point to; null when none or several. The second factor of a
 * phone is the household's number, as the phone's own digits would prove nothing.
 */
export async function findProven(
  reads: Pick<Reads, "find">,
  { by, value, digits }: LookupInput,
  { areaCode }: Pick<Moment, "areaCode">,
): Promise<Household | null> {
  if (by === "number") {
    const where = { number: value };
    const [found] = await reads.find(households, { index: "number", where, limit: 1 });
    return found?.phones.some((phone) => phone.endsWith(digits)) ? found : null;
  }
  const phone = normalisePhone(value, areaCode);
  if (!phone.ok) return null;
  const where = { phones: phone.value };
  const found = await reads.find(households, { index: "byPhone", where, limit: HOUSEHOLDS_MAX });
  const proven = found.filter(({ number }) => number.endsWith(digits));
  return proven.length === 1 ? (proven[0] ?? null) : null;
}
