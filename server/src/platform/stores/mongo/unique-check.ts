import type { mongo } from "mongoose";
import { uniqueValues, type Collection } from "@warmline/shared/store/collection.ts";
import { keptName } from "./names.ts";
import { indexSpec, type Kept } from "./models.ts";
import { createMarks } from "./marks.ts";

/** So many duplicates are named: enough to see what kind they are. */
const NAMED = 5;

/**
 * A unique key declared later holds for what is there already: the first start with it looks
 * through the collection, in the order of the key's index, and throws with the duplicates.
 * Afterwards every commit is checked when it is made; `head` is written down so that nobody looks
 * again.
 */
export async function checkUniqueKeys(
  database: mongo.Db,
  collections: readonly Collection[],
  head: number,
): Promise<void> {
  for (const collection of collections) {
    for (const [key, fields] of Object.entries(collection.unique)) {
      const mark = createMarks(database, `unique ${collection.name}.${key} (${fields.join()})`);
      if ((await mark.read()) > 0) continue;
      const duplicates = await findDuplicates(database, collection, fields);
      if (duplicates.length > 0) throw new Error(sentence(collection, key, fields, duplicates));
      await mark.raise(Math.max(1, head));
    }
  }
}

interface Duplicate {
  readonly values: readonly unknown[];
  readonly ids: readonly [string, string];
}

async function findDuplicates(
  database: mongo.Db,
  { name }: Collection,
  fields: readonly string[],
): Promise<Duplicate[]> {
  const spec = indexSpec(fields);
  const present = Object.fromEntries(fields.map((field) => [field, { $ne: null }]));
  const rows = database
    .collection<Kept>(keptName(name))
    .find<Kept>(present as mongo.Filter<Kept>, { hint: spec, projection: spec, sort: spec });
  const duplicates: Duplicate[] = [];
  let before: { id: string; values: string } | undefined;
  for await (const row of rows) {
    const values = uniqueValues(row, fields);
    if (values === null) continue;
    const now = { id: row._id, values: JSON.stringify(values) };
    if (before?.values === now.values) duplicates.push({ values, ids: [before.id, now.id] });
    if (duplicates.length === NAMED) break;
    before = now;
  }
  return duplicates;
}

function sentence(
  { name }: Collection,
  key: string,
  fields: readonly string[],
  duplicates: readonly Duplicate[],
): string {
  const named = duplicates.map(
    ({ values, ids }) => `${JSON.stringify(values)} of ${ids.join(" and ")}`,
  );
  const more = duplicates.length === NAMED ? ", and perhaps more" : "";
  return (
    `${name}.${key} is declared unique by ${fields.join(", ")}, but ${name} holds duplicates: ` +
    `${named.join("; ")}${more}. Settle them with the program before this one, then start again`
  );
}
