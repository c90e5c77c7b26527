import { errors, type Client } from "@elastic/elasticsearch";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { INDEX_VERSION } from "../port.ts";
import { aliasOf, allOf, POSITION, type Names } from "./indices.ts";

const ID = "position";

/** The last commit that the indices in use know; null: one is missing or of another version. */
export async function readAnchor(client: Client, names: Names): Promise<Anchor | null> {
  const aliases = allOf(names).map((kind) => aliasOf(names, kind));
  try {
    const found = Object.values(await client.indices.getMapping({ index: aliases }));
    const versions = found.map(({ mappings }) => mappings._meta?.["version"] as unknown);
    if (found.length < aliases.length) return null;
    if (versions.some((version) => version !== INDEX_VERSION)) return null;
    const { _source } = await client.get<Anchor>({ index: aliasOf(names, POSITION), id: ID });
    return _source ?? null;
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/** With `alias` only where the name is one: nothing is made by being written to. */
export async function keepAnchor(
  client: Client,
  index: string,
  anchor: Anchor,
  alias: boolean,
): Promise<void> {
  const versioned = { version: anchor.position, version_type: "external_gte" } as const;
  try {
    await client.index({ index, id: ID, document: anchor, require_alias: alias, ...versioned });
  } catch (error) {
    // Another node is further on.
    if (!hasStatus(error, 409)) throw error;
  }
}

function hasStatus(error: unknown, status: number): boolean {
  return error instanceof errors.ResponseError && error.statusCode === status;
}
