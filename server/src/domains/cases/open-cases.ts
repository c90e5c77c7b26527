import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { matterKeys, type Reported } from "@warmline/shared/cases/matching.ts";
import { cases, matters, type Case, type Matter } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";

/** More open cases than this on one household or phone are not looked through. */
const OPEN_MAX = 50;

/** The open cases that a report could belong to: of its household, of its phone. */
export async function findOpenCases(
  { store }: Pick<Deps, "store">,
  report: Reported,
): Promise<Case[]> {
  if (matterKeys(report).length === 0) return [];
  const { householdId, contact } = report;
  const limit = OPEN_MAX;
  const [byHousehold, byPhone] = await Promise.all([
    householdId === undefined
      ? []
      : store.find(cases, { index: "byHouseholdOpen", where: { householdId, open: true }, limit }),
    contact.phone === undefined
      ? []
      : store.find(cases, {
          index: "byPhoneOpen",
          where: { "contact.phone": contact.phone, open: true },
          limit,
        }),
  ]);
  return [...byHousehold, ...byPhone];
}

/** The claims of a report's matter as they were read; null where nobody ever claimed it. */
export type Claims = ReadonlyMap<string, Matter | null>;

export async function readClaims(
  { store }: Pick<Deps, "store">,
  report: Reported,
): Promise<Claims> {
  const keys = matterKeys(report);
  const found = keys.length === 0 ? [] : await store.getMany(matters, keys);
  return new Map(keys.map((key) => [key, found.find(({ id }) => id === key) ?? null]));
}

/** Says that `caseId` was opened on the caseRecord: another opener at this moment loses here. */
export function claimWrites(claims: Claims, caseId: string): Write[] {
  return [...claims].map(([id, claim]) =>
    claim === null
      ? insert(matters, { id, caseId })
      : replace(matters, claim, { ...claim, caseId }),
  );
}
