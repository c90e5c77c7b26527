import { uniqueValues, type Collection } from "@warmline/shared/store/collection.ts";
import type { Conflict } from "@warmline/shared/store/port.ts";

/**
 * What a commit claims, as strings under one unique index: `cases/c-1@7` is revision 7 of case c-1,
 * `cases.source/["wechat","889"]` a unique key. Two commits that claim the same cannot both be
 * inserted. Collection and key names are plain words and values are JSON, so no two differ in
 * meaning and agree in spelling.
 */
function revisionClaim(collection: string, id: string, rev: number): string {
  return `${collection}/${id}@${rev}`;
}

export interface UniqueClaim {
  readonly key: string;
  readonly fields: readonly string[];
  readonly values: readonly unknown[];
  readonly claim: string;
}

export function uniqueClaim(collection: Collection, key: string, values: readonly unknown[]) {
  return `${collection.name}.${key}/${JSON.stringify(values)}`;
}

/** What a new document claims beside its first revision: fields of a unique key never change. */
export function uniqueClaims(collection: Collection, body: object): UniqueClaim[] {
  return Object.entries(collection.unique).flatMap(([key, fields]) => {
    const values = uniqueValues(body, fields);
    if (values === null) return [];
    return [{ key, fields, values, claim: uniqueClaim(collection, key, values) }];
  });
}

/** In place of the claims of a commit that is so old that its documents speak for themselves. */
export function spentClaim(position: number): string {
  return `#${position}`;
}

/** What it takes to tell what a write claims. */
export interface ClaimingWrite {
  readonly collection: Collection;
  readonly id: string;
  readonly readRev: number;
  readonly unique: readonly UniqueClaim[];
}

/** Everything that the writes claim; a claim made twice stands there twice. */
export function claimsOf(writes: readonly ClaimingWrite[]): string[] {
  return writes.flatMap(({ collection, id, readRev, unique }) => [
    revisionClaim(collection.name, id, readRev + 1),
    ...unique.map(({ claim }) => claim),
  ]);
}

/** The first write that loses by what is claimed already; null when none does. */
export function claimConflict(
  writes: readonly ClaimingWrite[],
  isTaken: (claim: string) => boolean,
): Conflict | null {
  for (const { collection, id, readRev, unique } of writes) {
    const lost = { collection: collection.name, id };
    if (isTaken(revisionClaim(collection.name, id, readRev + 1))) return { kind: "rev", ...lost };
    const taken = unique.find(({ claim }) => isTaken(claim));
    if (taken !== undefined) return { kind: "unique", ...lost, key: taken.key };
  }
  return null;
}
