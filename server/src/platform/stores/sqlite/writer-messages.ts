import type { MessagePort } from "node:worker_threads";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import {
  StoreUnavailable,
  StoreUnusable,
  type CommitResult,
  type Guard,
  type Query,
} from "@warmline/shared/store/port.ts";
import { newRevOf, type Write } from "@warmline/shared/store/write.ts";
import type { Asked, Outcome } from "./commit-group.ts";

/** What the thread that writes is started with. */
export interface WriterData {
  readonly file: string;
  readonly collections: readonly Collection[];
  readonly waitMs: number;
}

/** How the writing connection is set, as it says itself. */
export interface WriterSettings {
  readonly journalMode: string;
  /** 2 is FULL. */
  readonly synchronous: number;
}

/** Asks the thread; several commits of one moment go together. */
export type ToWriter =
  | { readonly commits: readonly SentCommit[] }
  /** Another thread of this process commits through this port from now on. */
  | { readonly join: MessagePort }
  | { readonly end: true };

export type FromWriter =
  | { readonly ready: WriterSettings }
  | { readonly failed: SentError }
  /** Answers to what came by this port, and whether anything was committed by anybody. */
  | { readonly answers: readonly SentAnswer[]; readonly committed: boolean };

/**
 * A commit on its way: flat lists of texts and numbers, which are copied from thread to thread
 * without being looked at, and collections by their names.
 */
export interface SentCommit {
  /** To answer by. */
  readonly number: number;
  readonly bulk: boolean;
  /** Collection, id, revision read, revision made, text; and the next. */
  readonly writes: readonly (string | number)[];
  readonly guards: readonly SentGuard[];
}

type SentGuard =
  | { readonly collection: string; readonly id: string; readonly rev: number }
  | {
      readonly collection: string;
      readonly query: Query;
      readonly found: readonly { readonly id: string; readonly rev: number }[];
    };

export type SentAnswer = readonly [number, { result: CommitResult } | { error: SentError }];

/** An error that crosses threads; a class of ours would arrive as a plain one. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}

export function sentCommit(
  number: number,
  bulk: boolean,
  writes: readonly Write[],
  guards: readonly Guard[],
): SentCommit {
  const flat: (string | number)[] = [];
  for (const write of writes) {
    const { collection, id, readRev, text } = write;
    flat.push(collection.name, id, readRev, newRevOf(write), text);
  }
  return {
    number,
    bulk,
    writes: flat,
    guards: guards.map((guard) => ({ ...guard, collection: guard.collection.name })),
  };
}

export function receivedCommit(
  { writes: flat, guards }: SentCommit,
  declared: ReadonlyMap<string, Collection>,
): Asked {
  const writes: Write[] = [];
  for (let at = 0; at < flat.length; at += 5) {
    writes.push({
      collection: named(declared, flat[at] as string),
      id: flat[at + 1] as string,
      readRev: flat[at + 2] as number,
      takenRev: flat[at + 3] as number,
      text: flat[at + 4] as string,
    });
  }
  return {
    writes,
    guards: guards.map((guard) => ({ ...guard, collection: named(declared, guard.collection) })),
  };
}

/** What nobody declared has no table either: the engine will say so. */
function named(declared: ReadonlyMap<string, Collection>, name: string): Collection {
  const empty = { indexes: {}, unique: {}, sparse: [] };
  return declared.get(name) ?? { name, ...empty, appendOnly: false, stamp: "whole" };
}

export function sentOutcome(outcome: Outcome): SentAnswer[1] {
  return "result" in outcome ? outcome : { error: sentError(outcome.error) };
}

export function sentError(error: unknown): SentError {
  assert(error instanceof Error, "only errors are thrown");
  const { name, message, stack } = error;
  return { name, message, stack };
}

const OURS = [StoreUnavailable, StoreUnusable];

export function receivedError({ name, message, stack }: SentError): Error {
  const Kind = OURS.find((each) => each.name === name) ?? Error;
  const error = new Kind(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
