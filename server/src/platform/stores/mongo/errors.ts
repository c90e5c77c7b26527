import { mongo } from "mongoose";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";

const DUPLICATE_KEY = 11_000;
const UNAUTHORIZED = 13;

/**
 * Answers of a server that is stepping down, shutting down, overloaded or without a majority:
 * the same request may succeed a moment later, and a write among them may have been made.
 */
const PASSING_CODES = new Set([
  6, 7, 50, 63, 64, 79, 89, 91, 100, 112, 133, 150, 189, 202, 234, 262, 9001, 10_107, 11_600,
  11_602, 13_388, 13_435, 13_436,
]);

/** By name, as Mongoose has a server selection error of its own beside the driver's. */
const PASSING_NAME =
  /AnswerLost|Network|ServerSelection|PoolClear|QueueTimeout|NotConnected|Closed|WriteConcern/;

/** The role that we came with may not do this. */
export function isForbidden(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === UNAUTHORIZED;
}

/** Some insert met a key that exists already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * Another commit has the position. The index is taken from the message, as compatible servers leave
 * out `keyPattern`; one with other words costs a look-up more.
 */
export function isDuplicatePosition(error: unknown): boolean {
  return isDuplicate(error) && /index: _id_/.test((error as Error).message);
}

/** Where an ordered series of inserts stopped; null when that is not known. */
export function firstFailure(error: unknown): number | null {
  if (!(error instanceof mongo.MongoBulkWriteError)) return null;
  return [error.writeErrors].flat()[0]?.index ?? null;
}

/** The failures of an unordered bulk when each was a duplicate key, else null. */
export function duplicatesOf(error: unknown): readonly mongo.WriteError[] | null {
  if (!(error instanceof mongo.MongoBulkWriteError)) return null;
  const failures = [error.writeErrors].flat();
  const only = failures.length > 0 && failures.every(({ code }) => code === DUPLICATE_KEY);
  return only && error.result.getWriteConcernError() === undefined ? failures : null;
}

/** No answer after longer than any connection waits for one: the driver has lost it. */
class AnswerLost extends Error {
  override readonly name = "AnswerLost";
}

const LOST_AFTER_MS = 20_000;

/**
 * For what others in this process wait for: a request sent while its connection closes may never be
 * settled by the driver, not even by its time limits. What is given up here may still be done.
 */
export async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new AnswerLost(`no answer in ${LOST_AFTER_MS} ms`));
    timer = setTimeout(giveUp, LOST_AFTER_MS);
  });
  try {
    return await Promise.race([work, lost]);
  } finally {
    clearTimeout(timer);
  }
}

/** The engine is away for the moment; whether a write arrived is not known. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (PASSING_NAME.test(error.name)) return true;
  // A reset met while a request was being written comes as the socket tells it.
  if ("syscall" in error) return true;
  if (!(error instanceof mongo.MongoServerError)) return false;
  // A bulk wraps whatever went wrong on its way, also a lost connection.
  if (error instanceof mongo.MongoBulkWriteError && isPassing(error.errorResponse)) return true;
  return PASSING_CODES.has(Number(error.code)) || error.hasErrorLabel("RetryableWriteError");
}

export function unavailable(cause: unknown): StoreUnavailable {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StoreUnavailable(`MongoDB: ${reason}`, { cause });
}
