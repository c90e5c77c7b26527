import type { Household } from "@warmline/shared/households/model.ts";
import { takesSms } from "@warmline/shared/sms/rules.ts";

/** Of a household's people the first mobile number, the owner's before others'. */
export function mobileOf(household: Household | null): string | undefined {
  const people = household?.people ?? [];
  const owners = people.filter(({ relation }) => relation === "owner");
  return [...owners, ...people].flatMap(({ phones }) => phones).find(takesSms);
}
