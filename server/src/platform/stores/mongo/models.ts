import { Schema, type Connection as MongooseConnection, type Model } from "mongoose";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { COMMITS } from "./commit-log.ts";
import { MARKS } from "./marks.ts";
import { keptName } from "./names.ts";
import { TURNS } from "./turns.ts";

/**
 * A document as it lies in its collection: as committed, with its id as `_id` too, and the position
 * of the commit that wrote it (missing where a program before this one did).
 */
export type Kept = Stored & { readonly _id: string; readonly _position?: number } & Readonly<
    Record<string, unknown>
  >;

export interface Models {
  /** Throws for a collection that was not given when the store was opened. */
  of(collection: { readonly name: string }): Model<Kept>;
  /** Makes the indexes that are missing. Others stay: an older node may still be using them. */
  declare(): Promise<void>;
}

const OWN = new Set([COMMITS, MARKS, TURNS]);

/** The index of a declared list of fields; `_id` last, as that is how answers are sorted. */
export function indexSpec(fields: readonly string[]): Record<string, 1> {
  const bare = fields.map((field) => field.replace("[]", ""));
  return Object.fromEntries([...bare, "_id"].map((field) => [field, 1]));
}

/** One Mongoose model a collection, schema and indexes from its declaration. */
export function createModels(
  mongoose: MongooseConnection,
  collections: readonly Collection[],
): Models {
  const models = new Map<string, Model<Kept>>();
  for (const collection of collections) {
    const { name } = collection;
    assert(!OWN.has(keptName(name)), `${name} is a name of the store's own`);
    assert(!models.has(name), `${name} is declared once`);
    const schema = schemaOf(collection) as unknown as Schema<Kept>;
    models.set(name, mongoose.model<Kept>(name, schema, keptName(name)));
  }

  return {
    of({ name }) {
      const model = models.get(name);
      assert(model, `${name} is not a collection of this store`);
      return model;
    },
    async declare() {
      await Promise.all([...models.values()].map((model) => model.createIndexes()));
    },
  };
}

function schemaOf({ indexes, unique }: Collection): Schema {
  const schema = new Schema(
    { _id: { type: String, required: true }, id: String, rev: Number },
    {
      // The rest of a document is the domain's business, and is kept exactly as it was written.
      strict: false,
      minimize: false,
      versionKey: false,
      id: false,
      autoIndex: false,
    },
  );
  // Unique keys are decided when a commit is made; here they are only looked up. An index that
  // refused what the log has taken would stop every node. Two declarations of the same fields are
  // one index.
  const lists = [...Object.values(indexes), ...Object.values(unique)];
  const specs = new Map(lists.map((fields) => [fields.join(), indexSpec(fields)]));
  for (const spec of specs.values()) {
    for (const path of Object.keys(spec)) {
      if (!schema.path(path)) schema.add({ [path]: Schema.Types.Mixed });
    }
    schema.index(spec);
  }
  return schema;
}
