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
export type Limit = (request: Request, response: Response, caller: Counted) => Promise<boolean>;

export interface RateLimits {
  /** How often one caller may call an endpoint of the class. */
  readonly classes: Readonly<Record<RateClass, Limit>>;
  /** The same for what a caller guesses at, such as one log-in. */
  guess(request: Request, response: Response, caller: Counted, guessed: string): Promise<boolean>;
  /** The same for channels, each with a count of its own: they speak for a whole city. */
  readonly channel: Limit;
  /**
   * Counts a call that is turned away at the door, as nobody's or as a person's without the right.
   * Whoever is let in is never asked: a stranger at the same address can shut out strangers only.
   */
  readonly refused: Limit;
}

/**
 * Whom a call counts for. A browser in which somebody has signed in before counts by itself, though
 * nobody is signed in: at a shared address it is not taken for a stranger.
 */
export type Counted = Pick<Actor, "id"> & {
  readonly kind: Actor["kind"] | "browser";
  readonly name?: string;
};

/**
 * Counted in this process, one count a class. A whole hall may share one address, and behind a
 * proxy that nobody trusts (`TRUST_PROXY`) a whole city does: so whoever can show who they are is
 * counted by that, and only the rest by address.
 */
export function makeRateLimits(config: Config, answerRefusal: AnswerRefusal): RateLimits {
  const tooMany = (request: Request, response: Response, seconds: number) => {
    response.setHeader("retry-after", String(seconds));
    const language = languageOf(request.headers["accept-language"]);
    const { status, body } = answerRefusal(refuse("too-many-requests", { seconds }), language);
    response.status(status).json(body);
  };
  const limit = (perMinute: number) => {
    const calls = countPerMinute();
    const policy = `${perMinute};w=${WINDOW_MS / 1_000}`;
    return async (request: Request, response: Response, caller: Counted, about = "") => {
      const count = await calls.increment(nameOf(request, caller) + about);
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
  const guess = limit(config.RATE_GUESS_PER_MINUTE);
  return {
    classes: {
      read: limit(config.RATE_READ_PER_MINUTE),
      write: limit(config.RATE_WRITE_PER_MINUTE),
      guess,
      free: () => Promise.resolve(true),
    },
    guess: (request, response, caller, guessed) => guess(request, response, caller, ` ${guessed}`),
    channel: limit(config.RATE_CHANNEL_PER_MINUTE),
    refused: limit(config.RATE_READ_PER_MINUTE),
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
export function networkOf(address: string): string {
  return address.includes(":") ? ipKeyGenerator(address) : address;
}

export function networkOfCaller({ ip = "unknown" }: Pick<Request, "ip">): string {
  return networkOf(ip);
}

function nameOf(request: Request, { kind, id }: Counted): string {
  return kind === "public" ? networkOfCaller(request) : `${kind}/${id}`;
}
