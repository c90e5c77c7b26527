import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Conflict } from "@warmline/shared/store/port.ts";
import type { Lookups, Version } from "./lookups.ts";
import type { DocumentGuard, FindGuard, Pending } from "./pending.ts";

/** How things stand in the collections, as far as some commits rest on it. */
export interface Facts {
  /** The newest position that anything seen was written by. */
  readonly newest: number;
  /** 0: it is not there. */
  revOf(collection: string, id: string): number;
  isHeld(claim: string): boolean;
  found(guard: FindGuard): readonly Version[];
}

/**
 * Looks all of it up at once, one question for each collection, unique key and find. Read without
 * waiting for a majority: nothing comes into a collection before its commit is safe in the log.
 */
export async function askFacts(lookups: Lookups, group: readonly Pending[]): Promise<Facts> {
  const documents = new Map<string, { collection: Collection; ids: Set<string> }>();
  const keys = new Map<string, { collection: Collection; key: string; values: unknown[][] }>();
  const finds = new Map<string, FindGuard>();

  function ask(collection: Collection, id: string): void {
    const asked = documents.get(collection.name) ?? { collection, ids: new Set() };
    documents.set(collection.name, asked);
    asked.ids.add(id);
  }
  for (const { writes, guards } of group) {
    for (const { collection, id, unique } of writes) {
      ask(collection, id);
      for (const { key, values } of unique) {
        const name = `${collection.name}.${key}`;
        const asked = keys.get(name) ?? { collection, key, values: [] };
        keys.set(name, asked);
        asked.values.push([...values]);
      }
    }
    for (const guard of guards) {
      if ("plan" in guard) finds.set(nameOf(guard), guard);
      else ask(guard.collection, guard.id);
    }
  }

  const [versions, holders, answers] = await Promise.all([
    Promise.all(
      [...documents.values()].map(async ({ collection, ids }) => ({
        name: collection.name,
        found: await lookups.versions(collection, [...ids]),
      })),
    ),
    Promise.all(
      [...keys.values()].map(({ collection, key, values }) =>
        lookups.holders(collection, key, values),
      ),
    ),
    Promise.all(
      [...finds].map(async ([name, { collection, plan }]): Promise<[string, Version[]]> => [
        name,
        await lookups.found(collection, plan),
      ]),
    ),
  ]);

  const revs = new Map(
    versions.flatMap(({ name, found }) => found.map(({ id, rev }) => [`${name}/${id}`, rev])),
  );
  const found = new Map(answers);
  const seen = [...versions.map((one) => one.found), ...found.values()].flat();
  const positions = [...seen.map(({ position }) => position), ...holders.map((one) => one.newest)];
  return {
    newest: positions.reduce((one, other) => Math.max(one, other), 0),
    revOf: (collection, id) => revs.get(`${collection}/${id}`) ?? 0,
    isHeld: (claim) => holders.some(({ claims }) => claims.has(claim)),
    found: (guard) => found.get(nameOf(guard)) ?? [],
  };
}

/** The same find asked for by several commits is asked once. */
function nameOf({ collection, query }: FindGuard): string {
  return `${collection.name} ${JSON.stringify(query)}`;
}

/** Why a commit cannot be made as things stand. */
export interface Verdict {
  readonly conflict: Conflict;
  /** It rests on a revision that is not in its collection: perhaps that is only on its way. */
  readonly behind: boolean;
}

/**
 * The first write that loses, else the first guard that is broken; null when all is as expected.
 */
export function judge({ writes, guards }: Pending, facts: Facts): Verdict | null {
  const own = new Set<string>();
  for (const { collection, id, readRev, unique } of writes) {
    const lost = { collection: collection.name, id };
    const rev = facts.revOf(collection.name, id);
    if (rev !== readRev) return { conflict: { kind: "rev", ...lost }, behind: rev < readRev };
    for (const { key, claim } of unique) {
      if (facts.isHeld(claim) || own.has(claim)) {
        return { conflict: { kind: "unique", ...lost, key }, behind: false };
      }
      own.add(claim);
    }
  }
  for (const guard of guards) {
    const verdict = "plan" in guard ? judgeFind(guard, facts) : judgeDocument(guard, facts);
    if (verdict !== null) return verdict;
  }
  return null;
}

function judgeDocument(guard: DocumentGuard, facts: Facts): Verdict | null {
  const { collection, id } = guard;
  const rev = facts.revOf(collection.name, id);
  if (rev === guard.rev) return null;
  return { conflict: { kind: "guard", collection: collection.name, id }, behind: rev < guard.rev };
}

function judgeFind(guard: FindGuard, facts: Facts): Verdict | null {
  const { collection, query, found } = guard;
  const now = facts.found(guard);
  const same =
    found.length === now.length &&
    found.every(({ id, rev }, place) => now[place]?.id === id && now[place].rev === rev);
  if (same) return null;
  return {
    conflict: { kind: "guard", collection: collection.name, index: query.index },
    behind: false,
  };
}
