import type { mongo } from "mongoose";
import { uniqueValues, type Collection } from "@warmline/shared/store/collection.ts";
import type { FindPlan } from "@warmline/shared/store/plan.ts";
import { indexSpec, type Kept, type Models } from "./models.ts";
import { eachPipeline, pageOf, sortOf } from "./select.ts";
import { uniqueClaim } from "./keys.ts";

/** Ids in one question, and combinations of values. */
const IDS = 10_000;
const COMBINATIONS = 500;

/** A document without its body: its revision, and the position of the commit that wrote it. */
export interface Version {
  readonly id: string;
  readonly rev: number;
  readonly position: number;
}

/** Which of these values of a unique key are held, and up to which position that was seen. */
export interface Holders {
  readonly claims: ReadonlySet<string>;
  readonly newest: number;
}

/** What a commit is judged by: no bodies, as few questions as there are collections. */
export interface Lookups {
  versions(collection: Collection, ids: readonly string[]): Promise<Version[]>;
  holders(
    collection: Collection,
    key: string,
    values: readonly (readonly unknown[])[],
  ): Promise<Holders>;
  /** What a find answers, in its order. */
  found(collection: Collection, plan: FindPlan): Promise<Version[]>;
}

type Seen = Pick<Kept, "_id" | "rev" | "_position">;
const VERSION = { rev: 1, _position: 1 } as const;

export function createLookups(models: Models): Lookups {
  const target = (collection: Collection) =>
    models.of(collection).collection as unknown as mongo.Collection<Kept>;

  return {
    async versions(collection, ids) {
      const parts = await Promise.all(
        partsOf(ids, IDS).map((some) =>
          target(collection)
            .find({ _id: { $in: [...some] } })
            .project<Seen>(VERSION)
            .toArray(),
        ),
      );
      return parts.flat().map(versionOf);
    },

    async holders(collection, key, values) {
      const fields = collection.unique[key] ?? [];
      const projection = { ...Object.fromEntries(fields.map((field) => [field, 1])), _position: 1 };
      const parts = await Promise.all(
        partsOf(values, COMBINATIONS).map((some) =>
          target(collection)
            .find(anyOf(fields, some), { hint: indexSpec(fields) })
            .project<Kept>(projection)
            .toArray(),
        ),
      );
      const found = parts.flat();
      return {
        claims: new Set(
          found.map((held) => uniqueClaim(collection, key, uniqueValues(held, fields) ?? [])),
        ),
        newest: Math.max(0, ...found.map(({ _position = 0 }) => _position)),
      };
    },

    async found(collection, plan) {
      const hint = indexSpec(plan.fields);
      const rows =
        plan.each === null
          ? await target(collection)
              .find(pageOf(plan) as mongo.Filter<Kept>, {
                sort: sortOf(plan),
                limit: plan.limit,
                hint,
              })
              .project<Seen>(VERSION)
              .toArray()
          : await target(collection)
              .aggregate<Seen>(eachPipeline(plan, plan.each), { hint })
              .toArray();
      return rows.map(versionOf);
    },
  };
}

function versionOf({ _id, rev, _position = 0 }: Seen): Version {
  return { id: _id, rev, position: _position };
}

function partsOf<T>(all: readonly T[], size: number): (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, part) => all.slice(part * size, (part + 1) * size));
}

function anyOf(
  fields: readonly string[],
  values: readonly (readonly unknown[])[],
): mongo.Filter<Kept> {
  const [only] = fields;
  if (fields.length === 1 && only !== undefined) {
    return { [only]: { $in: values.map(([value]) => value) } } as mongo.Filter<Kept>;
  }
  const equal = (combination: readonly unknown[]) =>
    Object.fromEntries(fields.map((field, place) => [field, combination[place]]));
  return { $or: values.map(equal) } as mongo.Filter<Kept>;
}
