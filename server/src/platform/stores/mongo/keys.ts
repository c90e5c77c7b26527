import { uniqueValues } from "@warmline/shared/store/collection.ts";
import type { Conflict } from "@warmline/shared/store/port.ts";
import { bodyOf, type Write } from "@warmline/shared/store/write.ts";

/**
 * What a commit claims, as strings under one unique index: `cases/c-1@7` is revision 7 of case c-1,
 * `cases.source/["wechat","889"]` a unique key. Two commits that claim the same cannot both be
 * inserted. Collection and key names are plain words and values are JSON, so no two differ in
 * meaning and agree in spelling.
 */
function revisionKey({ collection, id }: Write, rev: number): string {
  return `${collection.name}/${id}@${rev}`;
}

interface UniqueClaim {
  readonly key: string;
  readonly claim: string;
}

/** Claimed by the first revision alone, as the fields of a unique key never change. */
function uniqueClaims({ collection, readRev, ...write }: Write): UniqueClaim[] {
  if (readRev > 0) return [];
  const unique = Object.entries(collection.unique);
  if (unique.length === 0) return [];
  const body = bodyOf(write);
  return unique.flatMap(([key, fields]) => {
    const values = uniqueValues(body, fields);
    if (values === null) return [];
    return [{ key, claim: `${collection.name}.${key}/${JSON.stringify(values)}` }];
  });
}

/** Everything the writes claim; a claim made twice stands there twice. */
export function claimsOf(writes: readonly Write[]): string[] {
  return writes.flatMap((write) => [
    revisionKey(write, write.readRev + 1),
    ...uniqueClaims(write).map(({ claim }) => claim),
  ]);
}

/** The first write that loses, given what is claimed already; null when none does. */
export function conflictOf(
  writes: readonly Write[],
  isTaken: (claim: string) => boolean,
  isBased: (write: Write) => boolean,
): Conflict | null {
  const own = new Set<string>();
  for (const write of writes) {
    const [collection, id] = [write.collection.name, write.id];
    if (!isBased(write) || isTaken(revisionKey(write, write.readRev + 1))) {
      return { kind: "rev", collection, id };
    }
    for (const { key, claim } of uniqueClaims(write)) {
      if (isTaken(claim) || own.has(claim)) return { kind: "unique", collection, id, key };
      own.add(claim);
    }
  }
  return null;
}
