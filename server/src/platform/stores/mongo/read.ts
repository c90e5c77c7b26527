import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planFind, planGroup, planSelection } from "@warmline/shared/store/plan.ts";
import type { Group, Query, Scalar, Selection, Store } from "@warmline/shared/store/port.ts";
import { indexSpec, type Models } from "./models.ts";
import { eachPipeline, filterOf, groupPipeline, pageOf, sortOf } from "./select.ts";

/** Ids in one question. */
const CHUNK = 10_000;

/**
 * What the domain wrote; `_id` is only `id` again. Servers that answer a find with the document
 * they are just replacing copy it first when something is left out.
 */
const AS_WRITTEN = { _id: 0 } as const;

/** The reading half of the store. Every find is hinted to its index: none can become a scan. */
export function createReader(models: Models) {
  async function getMany<D extends Stored>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<D[]> {
    const found = new Map<string, D>();
    for (let at = 0; at < ids.length; at += CHUNK) {
      const some = { _id: { $in: ids.slice(at, at + CHUNK) } };
      for (const document of await models.of(collection).find(some, AS_WRITTEN).lean<D[]>()) {
        found.set(document.id, document);
      }
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async function get<D extends Stored>(collection: Collection<D>, id: string): Promise<D | null> {
    return await models.of(collection).findOne({ _id: id }, AS_WRITTEN).lean<D>();
  }

  async function find<D extends Stored>(collection: Collection<D>, query: Query<D>): Promise<D[]> {
    const plan = planFind(collection, query);
    const model = models.of(collection);
    const hint = indexSpec(plan.fields);
    if (plan.each === null) {
      const options = { sort: sortOf(plan), limit: plan.limit, hint };
      return await model.find(pageOf(plan), AS_WRITTEN, options).lean<D[]>();
    }
    const rows = await model.aggregate<{ _id: string }>(eachPipeline(plan, plan.each)).hint(hint);
    return getMany(
      collection,
      rows.map(({ _id }) => _id),
    );
  }

  async function count(collection: Collection, selection: Selection): Promise<number> {
    const plan = planSelection(collection, selection);
    const hint = indexSpec(plan.fields);
    return await models.of(collection).countDocuments(filterOf(plan)).hint(hint);
  }

  async function group(
    collection: Collection,
    selection: Parameters<Store["group"]>[1],
  ): Promise<Group[]> {
    const plan = planGroup(collection, selection);
    const rows = await models
      .of(collection)
      .aggregate<GroupRow>(groupPipeline(plan))
      .hint(indexSpec(plan.fields));
    return rows.map(({ _id: by, ...row }) => ({
      by: Object.fromEntries(plan.by.map((field, place) => [field, by[`b${place}`] ?? null])),
      count: row.count,
      sums: Object.fromEntries(plan.sum.map((field, place) => [field, Number(row[`s${place}`])])),
    }));
  }

  return { get, getMany, find, count, group };
}

interface GroupRow {
  readonly _id: Readonly<Record<string, Scalar | null>>;
  readonly count: number;
  readonly [sum: `s${number}`]: number;
}
