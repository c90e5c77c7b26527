import type { mongo } from "mongoose";

export const MARKS = "marks";
const APPLIED = "applied";

/** The position up to which all collections are up to date, for whoever opens the store next. */
export interface Marks {
  read(): Promise<number>;
  /** Never goes back. */
  raise(position: number): Promise<void>;
}

export function createMarks(database: mongo.Db): Marks {
  const marks = database.collection<{ _id: string; position: number }>(MARKS, {
    readConcern: { level: "majority" },
  });
  return {
    async read() {
      return (await marks.findOne({ _id: APPLIED }))?.position ?? 0;
    },
    async raise(position) {
      await marks.updateOne({ _id: APPLIED }, { $max: { position } }, { upsert: true });
    },
  };
}
