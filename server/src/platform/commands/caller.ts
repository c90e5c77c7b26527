import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Guard } from "@warmline/shared/store/port.ts";

/** Who calls a command, from where. Edges make it; commands pass it on to their audit record. */
export interface Caller {
  readonly actor: Actor;
  /** Entrance and address: `console 10.0.0.7`, `kiosk 10.0.3.2`, `demo`. */
  readonly origin: string;
  readonly language: "zh" | "en";
  /** The idempotency key from outside: every command that a request asks for has one. */
  readonly key?: string;
  /** Aborted when nobody waits for the answer any more: what has not begun is then left alone. */
  readonly signal?: AbortSignal;
  /** Of the job's run that calls: once a later run has its own, `RunAborted` is thrown. */
  readonly fence?: Guard;
}
