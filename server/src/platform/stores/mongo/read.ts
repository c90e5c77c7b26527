import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planFind, planGroup, planSelection, type FindPlan } from "@warmline/shared/store/plan.ts";
import type { Group, Query, Scalar, Selection, Store } from "@warmline/shared/store/port.ts";
import { indexSpec, type Kept, type Models } from "./models.ts";
import { eachPipeline, filterOf, groupPipeline, pageOf, sortOf } from "./select.ts";
import type { Snapshots } from "./snapshots.ts";

/** Ids in one question. */
const CHUNK = 10_000;

/**
 * `_id` is only `id` again. Servers that answer a find with the document they are just replacing
 * copy it first when something is left out.
 */
const AS_WRITTEN = { _id: 0 } as const;

/**
 * The reading half of the store. Every find is hinted to its index: none can become a scan. Each
 * answer is of one position of the log, see snapshots.ts.
 */
export function createReader(
  models: Models,
  snapshots: Snapshots,
): Pick<Store, "get" | "getMany" | "find" | "count" | "group"> {
  async function askMany(collection: Collection, ids: readonly string[]): Promise<Kept[]> {
    const found: Kept[] = [];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const some = { _id: { $in: ids.slice(at, at + CHUNK) } };
      found.push(...(await models.of(collection).find(some, AS_WRITTEN).lean<Kept[]>()));
    }
    return found;
  }

  async function askPage(collection: Collection, plan: FindPlan): Promise<Kept[]> {
    const model = models.of(collection);
    const hint = indexSpec(plan.fields);
    if (plan.each === null) {
      const options = { sort: sortOf(plan), limit: plan.limit, hint };
      return await model.find(pageOf(plan), AS_WRITTEN, options).lean<Kept[]>();
    }
    const rows = await model.aggregate<{ _id: string }>(eachPipeline(plan, plan.each)).hint(hint);
    const ids = rows.map(({ _id }) => _id);
    return inOrder(ids, await askMany(collection, ids));
  }

  return {
    async get<D extends Stored>(collection: Collection<D>, id: string): Promise<D | null> {
      const [found] = await snapshots.documents<D>(collection as Collection, [id], async () => {
        const kept = await models.of(collection).findOne({ _id: id }, AS_WRITTEN).lean<Kept>();
        return kept === null ? [] : [kept];
      });
      return found ?? null;
    },

    async getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]) {
      const ask = () => askMany(collection as Collection, ids);
      return inOrder(ids, await snapshots.documents<D>(collection as Collection, ids, ask));
    },

    async find<D extends Stored>(collection: Collection<D>, query: Query<D>): Promise<D[]> {
      const plan = planFind(collection, query);
      const ask = () => askPage(collection as Collection, plan);
      return await snapshots.page<D>(collection as Collection, plan, ask);
    },

    async count(collection: Collection, selection: Selection): Promise<number> {
      const plan = planSelection(collection, selection);
      const hint = indexSpec(plan.fields);
      return await snapshots.sum(collection, async () =>
        models.of(collection).countDocuments(filterOf(plan)).hint(hint),
      );
    },

    async group(collection, selection) {
      const plan = planGroup(collection, selection);
      const hint = indexSpec(plan.fields);
      const rows = await snapshots.sum(collection, async () =>
        models.of(collection).aggregate<GroupRow>(groupPipeline(plan)).hint(hint),
      );
      return rows.map(({ _id: by, ...row }): Group => ({
        by: Object.fromEntries(plan.by.map((field, place) => [field, by[`b${place}`] ?? null])),
        count: row.count,
        sums: Object.fromEntries(plan.sum.map((field, place) => [field, Number(row[`s${place}`])])),
      }));
    },
  };
}

function inOrder<D extends Stored>(ids: readonly string[], documents: readonly D[]): D[] {
  const found = new Map(documents.map((document) => [document.id, document]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

interface GroupRow {
  readonly _id: Readonly<Record<string, Scalar | null>>;
  readonly count: number;
  readonly [sum: `s${number}`]: number;
}
