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
  /** Opens the envelope that a body comes in, before it is looked at; null: it is none. */
  readonly open?: (body: unknown) => unknown;
  /** The id that the source gave to what it tells; null: it gave none. */
  eventId(body: unknown, query: URLSearchParams): string | null;
  run(caller: Caller, body: unknown, query: URLSearchParams): Promise<Result<string, string>>;
  /** Answers the GET with which a channel tries the address, signed like all else. */
  readonly greet?: (query: URLSearchParams) => string | null;
}

export interface Receiving<B, I, S, V, C extends string> {
  /** Brought by the channel, with its secrets in it. */
  readonly signature: SignatureStrategy;
  /** Opens the envelope that a body comes in, such as one that is encrypted; null: it is none. */
  readonly open?: (body: unknown) => unknown;
  /**
   * Null or empty: the source gave none, and the request is refused. Made of what is signed alone:
   * the body and, where the strategy signs the address, its query.
   */
  eventId(body: B, query: URLSearchParams): string | null;
  readonly command: Command<I, S, V, C>;
  /** All that matters of the body: the same id with another input is refused. */
  input(body: B, query: URLSearchParams): I;
  /** Text, or XML, as the webhook declares; left out where the answer is empty. */
  readonly answer?: (value: V) => string;
  /** What is to be put on record once it is answered: what of people it told. */
  readonly done?: (caller: Caller, value: V) => void;
  readonly greet?: (query: URLSearchParams) => string | null;
}

/** Joins a declared webhook and its command. */
export function receive<B extends z.ZodType, R extends string, I, S, V, C extends R | PlatformCode>(
  deps: Deps,
  webhook: Webhook<B, R>,
  how: Receiving<z.output<B>, I, S, V, C>,
): WebhookRoute {
  const { signature, open, eventId, command, input, answer, done: note, greet } = how;
  return {
    webhook,
    signature,
    eventId: (body, query) => eventId(body as z.output<B>, query),
    async run(caller, body, query) {
      const done = await runCommand(deps, caller, command, input(body as z.output<B>, query));
      if (done.ok) note?.(caller, done.value);
      return mapOk(done, (value) => answer?.(value) ?? "");
    },
    ...(open === undefined ? {} : { open }),
    ...(greet === undefined ? {} : { greet }),
  };
}

/** The channel that calls it. */
export function actorOf({ channel }: Pick<Webhook, "channel">): ChannelActor {
  return { kind: "channel", id: channel, name: channel };
}
