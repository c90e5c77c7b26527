import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planFind, planGroup, planSelection } from "@warmline/shared/store/plan.ts";
import type { Group, Query, Scalar, Selection, Store } from "@warmline/shared/store/port.ts";
import { indexSpec, type Kept, type Models } from "./models.ts";
import { eachPipeline, filterOf, groupPipeline, pageOf, sortOf } from "./select.ts";

/** Ids in one question. */
const CHUNK = 10_000;

/** The reading half of the store. Every find is hinted to its index: none can become a scan. */
export function createReader(models: Models) {
  async function getMany<D extends Stored>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<D[]> {
    const found = new Map<string, D>();
    for (let at = 0; at < ids.length; at += CHUNK) {
      const some = { _id: { $in: ids.slice(at, at + CHUNK) } };
      const kept = await models.of(collection).find(some).lean<Kept[]>();
      for (const document of kept) found.set(document.id, answer<D>(document));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async function get<D extends Stored>(collection: Collection<D>, id: string): Promise<D | null> {
    const kept = await models.of(collection).findOne({ _id: id }).lean<Kept>();
    return kept === null ? null : answer<D>(kept);
  }

  async function find<D extends Stored>(collection: Collection<D>, query: Query<D>): Promise<D[]> {
    const plan = planFind(collection, query);
    const model = models.of(collection);
    const hint = indexSpec(plan.fields);
    if (plan.each === null) {
      const options = { sort: sortOf(plan), limit: plan.limit, hint };
      const kept = await model.find(pageOf(plan), null, options).lean<Kept[]>();
      return kept.map((document) => answer<D>(document));
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

/** As every engine answers it: without what is MongoDB's own. */
function answer<D extends Stored>({ _id, ...document }: Kept): D {
  return document as unknown as D;
}
