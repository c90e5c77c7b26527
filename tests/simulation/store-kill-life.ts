import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { EnginePlace } from "./store-engines.ts";

/** What a child is told about its life. */
export interface Life {
  readonly place: EnginePlace;
  /** For the files of the followers. */
  readonly folder: string;
  readonly number: number;
  readonly writers: number;
  readonly followers: number;
  /** MongoDB: dies by its own hand between this insert and the bringing up to date. */
  readonly dieAtInsert?: number;
}

export interface Counter extends Stored {
  readonly value: number;
}
export interface Fact extends Stored {
  readonly writer: string;
  readonly number: number;
  readonly life: number;
}
export interface Part extends Stored {
  readonly fact: string;
}

/** A commit writes a counter, one fact of its number, and a part for each of these. */
export const PARTS = ["a", "b", "c"] as const;

export const counters = collection<Counter>("counters", { indexes: { byValue: ["value"] } });
export const facts = collection<Fact>("facts", {
  indexes: { byWriter: ["writer", "number"] },
  unique: { number: ["writer", "number"] },
  appendOnly: true,
});
export const parts = collection<Part>("parts", { indexes: { byFact: ["fact"] } });
export const KILL_COLLECTIONS = [counters, facts, parts];
