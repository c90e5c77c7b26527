import type { Client } from "@elastic/elasticsearch";
import { SearchUnavailable } from "../port.ts";
import { MAPPING, POSITION_MAPPING, SETTINGS } from "./mapping.ts";

/** How indices are called: an alias for each kind names the one in use. */
export interface Names {
  readonly prefix: string;
  readonly kinds: readonly string[];
}

/** Beside the kinds: one document that says how far they are. */
export const POSITION = "position";

export function aliasOf({ prefix }: Pick<Names, "prefix">, kind: string): string {
  return `${prefix}-${kind}`;
}

export function allOf({ kinds }: Names): string[] {
  return [...kinds, POSITION];
}

/** Nobody waits for a build, and what was given up half-made could not be made again. */
const MAKING = { requestTimeout: 60_000, maxRetries: 0 } as const;

export async function makeIndices(client: Client, names: Names, stamp: string): Promise<void> {
  for (const kind of allOf(names)) {
    const index = `${aliasOf(names, kind)}-${stamp}`;
    await client.indices.create(
      kind === POSITION
        ? { index, mappings: POSITION_MAPPING, settings: { number_of_shards: 1 } }
        : { index, mappings: MAPPING, settings: SETTINGS },
      MAKING,
    );
  }
}

/** In one step every alias names the new index, and what it named before is gone. */
export async function useIndices(client: Client, names: Names, stamp: string): Promise<void> {
  const before = await indicesOf(client, names);
  const fresh = allOf(names).map((kind) => ({
    add: { index: `${aliasOf(names, kind)}-${stamp}`, alias: aliasOf(names, kind) },
  }));
  const old = before
    .filter((index) => !index.endsWith(`-${stamp}`))
    .map((index) => ({ remove_index: { index } }));
  await client.indices.updateAliases({ actions: [...fresh, ...old] });
}

/**
 * All of ours: in use, left by a build that was not finished, and what the engine made by itself in
 * place of an alias that was lost.
 */
async function indicesOf(client: Client, names: Names): Promise<string[]> {
  const aliases = allOf(names).map((kind) => aliasOf(names, kind));
  const index = aliases.flatMap((alias) => [alias, `${alias}-*`]);
  const found = await client.indices.get({ index, ignore_unavailable: true });
  return Object.keys(found);
}

export async function dropIndices(client: Client, names: Names, stamp: string): Promise<void> {
  const index = allOf(names).map((kind) => `${aliasOf(names, kind)}-${stamp}`);
  await client.indices.delete({ index, ignore_unavailable: true });
}

/** An error of the client as the port tells it. */
export async function asked<T>(what: () => Promise<T>): Promise<T> {
  try {
    return await what();
  } catch (error) {
    const { message } = error as Error;
    throw new SearchUnavailable(`the search index: ${message}`, { cause: error });
  }
}
