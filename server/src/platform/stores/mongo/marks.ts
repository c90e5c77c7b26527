import type { mongo } from "mongoose";
import { keptName } from "./names.ts";

export const MARKS = keptName("marks");

interface Mark {
  readonly _id: string;
  readonly position: number;
}

/**
 * How far something is done, for whoever goes on with it: `applied`, that all collections are up to
 * date; `trimmed`, that commits have neither bodies nor claims any more; `aged`, that they may lose
 * them; `unique …`, that a unique key was checked.
 */
export interface Marks {
  /** 0 where nothing is done. */
  read(): Promise<number>;
  /** Never goes back. */
  raise(position: number): Promise<void>;
}

export function createMarks(database: mongo.Db, name: string, within = MARKS): Marks {
  const marks = database.collection<Mark>(within, { readConcern: { level: "majority" } });
  return {
    async read() {
      return (await marks.findOne({ _id: name }))?.position ?? 0;
    },
    async raise(position) {
      await marks.updateOne({ _id: name }, { $max: { position } }, { upsert: true });
    },
  };
}
