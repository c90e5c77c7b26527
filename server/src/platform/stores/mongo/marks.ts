import type { mongo } from "mongoose";

export const MARKS = "marks";

/**
 * How far something is done, for whoever goes on with it: `applied`, that all collections are up to
 * date, and `compacted`, that commits have no bodies any more.
 */
export interface Marks {
  read(): Promise<number>;
  /** Never goes back. */
  raise(position: number): Promise<void>;
}

export function createMarks(database: mongo.Db, name: "applied" | "compacted"): Marks {
  const marks = database.collection<{ _id: string; position: number }>(MARKS, {
    readConcern: { level: "majority" },
  });
  return {
    async read() {
      return (await marks.findOne({ _id: name }))?.position ?? 0;
    },
    async raise(position) {
      await marks.updateOne({ _id: name }, { $max: { position } }, { upsert: true });
    },
  };
}
