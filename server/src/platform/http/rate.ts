import {
  ipKeyGenerator,
  MemoryStore,
  type ClientRateLimitInfo,
  type Options,
} from "express-rate-limit";
import type { Request, Response } from "express";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { RateClass } from "@warmline/shared/api/endpoint.ts";
import type { Config } from "../../config.ts";
import type { AnswerRefusal } from "./refusals.ts";
import { languageOf } from "./request.ts";

const WINDOW_MS = 60_000;

/** Counts a call. False when it was one too many, and the caller was told when to come again. */
export type Limit = (request: Request, response: Response, caller: Actor) => Promise<boolean>;

export interface RateLimits {
  /** How often one caller may call an endpoint of the class. */
  readonly classes: Readonly<Record<RateClass, Limit>>;
  /** The same for channels, each with a count of its own: they speak for a whole city. */
  readonly channel: Limit;
  /**
   * Stands before all: an address whose calls were turned away that often is not even looked up
   * any more, with whatever cookies it comes. False when that was answered.
   */
  admits(request: Request, response: Response): Promise<boolean>;
  /** To be told of every call that was turned away; those let in cost the count nothing. */
  countRefusal(request: Request): Promise<void>;
}

/**
 * Counted in this process, one count a class. A whole hall may share one address, so whoever was
 * let in is counted by who they are, and only the public by address.
 */
export function makeRateLimits(config: Config, answerRefusal: AnswerRefusal): RateLimits {
  const tooMany = (request: Request, response: Response, seconds: number) => {
    response.setHeader("retry-after", String(seconds));
    const language = languageOf(request.headers["accept-language"]);
    const { status, body } = answerRefusal(refuse("too-many-requests", { seconds }), language);
    response.status(status).json(body);
  };
  const limit = (perMinute: number): Limit => {
    const calls = countPerMinute();
    const policy = `${perMinute};w=${WINDOW_MS / 1_000}`;
    return async (request, response, caller) => {
      const count = await calls.increment(nameOf(request, caller));
      const seconds = secondsLeft(count);
      const remaining = Math.max(perMinute - count.totalHits, 0);
      response.setHeader("ratelimit-policy", policy);
      response.setHeader(
        "ratelimit",
        `limit=${perMinute}, remaining=${remaining}, reset=${seconds}`,
      );
      if (count.totalHits <= perMinute) return true;
      tooMany(request, response, seconds);
      return false;
    };
  };
  const refusals = countPerMinute();
  return {
    classes: {
      read: limit(config.RATE_READ_PER_MINUTE),
      write: limit(config.RATE_WRITE_PER_MINUTE),
      guess: limit(config.RATE_GUESS_PER_MINUTE),
    },
    channel: limit(config.RATE_CHANNEL_PER_MINUTE),
    async admits(request, response) {
      const count = await refusals.get(addressOf(request));
      if (count === undefined || count.totalHits < config.RATE_READ_PER_MINUTE) return true;
      tooMany(request, response, secondsLeft(count));
      return false;
    },
    async countRefusal(request) {
      await refusals.increment(addressOf(request));
    },
  };
}

/** The library's counting without its middleware, which cost every call more than its reads. */
function countPerMinute(): MemoryStore {
  const store = new MemoryStore();
  store.init({ windowMs: WINDOW_MS } as Options);
  return store;
}

function secondsLeft({ resetTime }: ClientRateLimitInfo): number {
  const milliseconds = (resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now();
  return Math.max(0, Math.ceil(milliseconds / 1_000));
}

/** Of an IPv6 address the network, as a caller has as many addresses there as it likes. */
function addressOf(request: Request): string {
  const address = request.ip ?? "unknown";
  return address.includes(":") ? ipKeyGenerator(address) : address;
}

function nameOf(request: Request, { kind, id }: Actor): string {
  return kind === "public" ? addressOf(request) : `${kind}/${id}`;
}
