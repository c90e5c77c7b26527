import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { mongo } from "mongoose";
import { keptName } from "./names.ts";

export const TURNS = keptName("positionRequests");

/**
 * So often, and for so long, may the race for a position be lost before a node asks to go first.
 */
const LOSSES = 2;
const LOSING_MS = 250;
/** How often a node that commits looks whether another one waits. */
const LOOK_EVERY_MS = 20;
/** Longer than this nobody holds back for one request: whoever made it may have died. */
const HOLD_MS = 900;
/** A request that was seen for so long is left over from a node that died. */
const FORGET_MS = 10_000;

interface Request {
  readonly _id: string;
  /** The position after which it was made. */
  readonly after: number;
}

/**
 * Fair shares between nodes. The race for the next position is won by whoever is nearest to the
 * engine; one who lost it repeatedly leaves a request, and the others hold back until it has
 * committed or was given time enough. Requests are served in the order of the positions after which
 * they were made. Ages are measured by each observer's own monotonic clock, from when it first saw
 * a request. None of this decides anything: without it commits are as safe, only less fair.
 */
export interface Turns {
  /** Looks, now and then, for requests of others. */
  look(): Promise<void>;
  /** Another one goes first. */
  readonly others: boolean;
  /** Resolves when no other one has to go first any more. */
  hold(): Promise<void>;
  /** The race was lost, at this position. */
  lost(position: number): Promise<void>;
  /** The race was won. */
  won(): void;
}

export function createTurns(database: mongo.Db, now = () => performance.now()): Turns {
  const requests = database.collection<Request>(TURNS, { writeConcern: { w: 1 } });
  const firstSeen = new Map<string, number>();
  let ahead: Request[] = [];
  let own: Request | null = null;
  let losses = 0;
  let losingSince = 0;
  /** It has not won unaided since it last asked: it asks again at once. */
  let slow = false;
  let lookedAt = -Infinity;

  async function readRequests(): Promise<void> {
    lookedAt = now();
    const found = await requests.find().toArray();
    const at = now();
    for (const id of firstSeen.keys()) {
      if (!found.some(({ _id }) => _id === id)) firstSeen.delete(id);
    }
    for (const { _id } of found) if (!firstSeen.has(_id)) firstSeen.set(_id, at);
    const ageOf = ({ _id }: Request) => at - (firstSeen.get(_id) ?? at);
    ahead = found.filter((request) => isBefore(request, own) && ageOf(request) < HOLD_MS);
    const dead = found.filter((request) => request._id !== own?._id && ageOf(request) > FORGET_MS);
    if (dead.length > 0) remove(dead.map(({ _id }) => _id));
  }

  /** Nobody waits for it: what stays is too old soon. */
  function remove(ids: readonly string[]): void {
    requests.deleteMany({ _id: { $in: [...ids] } }).catch(() => undefined);
  }

  return {
    async look() {
      if (now() - lookedAt >= LOOK_EVERY_MS) await readRequests();
    },
    get others() {
      return ahead.length > 0;
    },
    async hold() {
      while (ahead.length > 0) {
        await sleep(LOOK_EVERY_MS);
        await readRequests();
      }
    },
    async lost(position) {
      losses += 1;
      if (losses === 1) losingSince = now();
      const long = losses >= LOSSES && now() - losingSince >= LOSING_MS;
      if (own !== null || !(slow || long)) return;
      own = { _id: randomUUID(), after: position };
      slow = true;
      await requests.insertOne(own);
      // The others look before long; until then the race would only be lost again.
      await sleep(LOOK_EVERY_MS);
    },
    won() {
      losses = 0;
      if (own === null) slow = false;
      else remove([own._id]);
      own = null;
    },
  };
}

function isBefore(one: Request, own: Request | null): boolean {
  if (own === null) return true;
  if (one._id === own._id) return false;
  return one.after < own.after || (one.after === own.after && one._id < own._id);
}
