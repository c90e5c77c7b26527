import type { z } from "zod";
import type { ChannelActor } from "@warmline/shared/access/actor.ts";
import type { Webhook } from "@warmline/shared/api/webhook.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { mapOk } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../commands/caller.ts";
import type { Command } from "../commands/command.ts";
import { runCommand } from "../commands/run-command.ts";
import type { Deps } from "../deps.ts";
import type { PlatformCode } from "../http/refusals.ts";
import type { SignatureStrategy } from "./signature.ts";

/** A webhook with what checks and answers it. */
export interface WebhookRoute {
  readonly webhook: Webhook;
  readonly signature: SignatureStrategy;
  /** The id that the source gave to what it tells; null: it gave none. */
  eventId(body: unknown): string | null;
  run(caller: Caller, body: unknown): Promise<Result<string, string>>;
  /** Answers the GET with which a channel tries the address, signed like all else. */
  readonly greet?: (query: URLSearchParams) => string | null;
}

export interface Receiving<B, I, S, V, C extends string> {
  /** Brought by the channel, with its secrets in it. */
  readonly signature: SignatureStrategy;
  /** Null or empty: the source gave none, and the request is refused. */
  eventId(body: B): string | null;
  readonly command: Command<I, S, V, C>;
  /** All that matters of the body: the same id with another input is refused. */
  input(body: B): I;
  /** Text, or XML, as the webhook declares; left out where the answer is empty. */
  readonly answer?: (value: V) => string;
  readonly greet?: (query: URLSearchParams) => string | null;
}

/** Joins a declared webhook and its command. */
export function receive<B extends z.ZodType, R extends string, I, S, V, C extends R | PlatformCode>(
  deps: Deps,
  webhook: Webhook<B, R>,
  how: Receiving<z.output<B>, I, S, V, C>,
): WebhookRoute {
  const { signature, eventId, command, input, answer, greet } = how;
  return {
    webhook,
    signature,
    eventId: (body) => eventId(body as z.output<B>),
    async run(caller, body) {
      const done = await runCommand(deps, caller, command, input(body as z.output<B>));
      return mapOk(done, (value) => answer?.(value) ?? "");
    },
    ...(greet === undefined ? {} : { greet }),
  };
}

/** The channel that calls it. */
export function actorOf({ channel }: Pick<Webhook, "channel">): ChannelActor {
  return { kind: "channel", id: channel, name: channel };
}
