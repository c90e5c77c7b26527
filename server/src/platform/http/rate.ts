import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { RequestHandler } from "express";
import type { RateClass } from "@warmline/shared/wire/endpoint.ts";
import type { Config } from "../../config.ts";
import type { AnswerRefusal } from "./refusals.ts";
import { credentialsOf, languageOf } from "./request.ts";

/**
 * One limit a class, counted in this process. A whole hall may share one address, so people who hold a
 * cookie are counted by it; an invented cookie gains nothing, as whoever guesses is counted by address.
 */
export function makeRateLimits(
  config: Config,
  refuse: AnswerRefusal,
): Record<RateClass, RequestHandler> {
  const limit = (name: RateClass, perMinute: number) =>
    rateLimit({
      windowMs: 60_000,
      limit: perMinute,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      identifier: name,
      keyGenerator: (request) => {
        const { sessionToken, deviceToken } = credentialsOf(request);
        const address = ipKeyGenerator(request.ip ?? "unknown");
        return name === "guess" ? address : (sessionToken ?? deviceToken ?? address).slice(0, 80);
      },
      handler: (request, response) => {
        const seconds = Number(response.getHeader("retry-after") ?? 60);
        const language = languageOf(request.headers["accept-language"]);
        const refusal = { ok: false, code: "too-many-requests", detail: { seconds } } as const;
        const { status, body } = refuse(refusal, language);
        response.status(status).json(body);
      },
    });
  return {
    read: limit("read", config.RATE_READ_PER_MINUTE),
    write: limit("write", config.RATE_WRITE_PER_MINUTE),
    guess: limit("guess", config.RATE_GUESS_PER_MINUTE),
  };
}
