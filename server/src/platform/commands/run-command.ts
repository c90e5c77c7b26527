import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide, within } from "@warmline/shared/access/scope.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { commitAudited } from "../audit/commit-audited.ts";
import type { Deps } from "../deps.ts";
import type { Caller } from "./caller.ts";
import type { Command, Decision, Moment, Placed, RecordedRefusal } from "./command.ts";
import { guardedReads, type GuardedReads } from "./guarded-reads.ts";
import { lastChange } from "./last-change.ts";
import { MutexTimeout } from "./keyed-mutex.ts";
import { requestHash } from "./request-hash.ts";
import { WorkRefused } from "./work-limit.ts";
import { conflict, retryOnConflict } from "./retry-on-conflict.ts";

/** Refusals of every command beside its own, in the order in which they are found. */
export type CommandCode = "busy" | "key-reused" | "out-of-scope" | "changed-meanwhile";

/** So long may a command wait for others; then nothing was written, and it may be asked again. */
const PATIENCE_MS = 10_000;

/**
 * Carries a command out, once for each key: the same key with the same input answers what it
 * answered first, whoever else has done what since; with other input it is `key-reused`. Reads,
 * rule and commit are repeated while other writers come first, until patience ends (`busy`).
 * Refusals, in this order: `key-reused`, `out-of-scope` of what is the city's, those of the
 * command's `load`, `out-of-scope`, `changed-meanwhile`, those of its rule; `busy` at any time.
 */
export async function runCommand<I, S, V, C extends string>(
  deps: Deps,
  caller: Caller,
  command: Command<I, S, V, C>,
  input: I,
): Promise<Result<V, C | CommandCode>> {
  const deadline = performance.now() + PATIENCE_MS;
  const once = command.key === false ? null : onceOf(caller, command.name, input);
  const work = () => retryOnConflict(() => attempt(deps, caller, command, input, once), deadline);
  const key = command.mutex?.(input, caller);
  try {
    const outcome = await (key === undefined ? work() : deps.mutex.run(key, work, deadline));
    return outcome === conflict ? refuse("busy") : outcome;
  } catch (error) {
    if (error instanceof MutexTimeout || error instanceof WorkRefused) return refuse("busy");
    throw error;
  }
}

interface Once {
  readonly key: string;
  readonly requestHash: string;
}

/** Keys of two callers never meet. */
function onceOf({ actor, key }: Caller, name: string, input: unknown): Once | null {
  if (key === undefined) return null;
  return { key: `${actor.id} ${key}`, requestHash: requestHash(name, input) };
}

async function attempt<I, S, V, C extends string>(
  deps: Deps,
  caller: Caller,
  command: Command<I, S, V, C>,
  input: I,
  once: Once | null,
): Promise<Result<V, C | CommandCode> | typeof conflict> {
  caller.signal?.throwIfAborted();
  const before = once && (await answeredBefore(deps, command, once));
  if (before !== null) return before;
  if (command.scope === "city" && !cityWide(caller.actor)) return refuse("out-of-scope");
  const moment = momentOf(deps, caller);
  const reads = guardedReads(deps.store);
  const loaded = await command.load(reads, input, moment);
  if (!loaded.ok) return refused(reads, loaded);
  const outside = outsideOf(caller.actor, command, loaded.value, input);
  if (outside !== null) return outside;
  const seen = command.seen?.(loaded.value, input);
  if (seen?.seen !== undefined && seen.seen !== seen.now) {
    const change = seen.subject === undefined ? undefined : await lastChange(deps, seen.subject);
    return refuse("changed-meanwhile", change);
  }
  const decided = command.decide(loaded.value, input, moment);
  if (!decided.ok) return refused(reads, decided);
  const at = { deps, caller, moment, reads };
  return "refusal" in decided.value
    ? commitRefusal(at, decided.value)
    : commitDecision(at, command, decided.value, once);
}

/**
 * Nothing holds a refusal against a commit: one that read partly before and partly after another
 * writer would name a reason that never was, so it is decided anew.
 */
async function refused<C extends string>(
  reads: GuardedReads,
  refusal: Refusal<C>,
): Promise<Refusal<C> | typeof conflict> {
  return (await reads.moved()) ? conflict : refusal;
}

/**
 * Null: all that was loaded is within the actor's reach. Refusal: `out-of-scope`, maybe with which.
 */
export function outsideOf<I, S, V, C extends string>(
  actor: Actor,
  { scope }: Command<I, S, V, C>,
  state: S,
  input: I,
): Refusal<"out-of-scope"> | null {
  if (typeof scope !== "function") return null;
  const where = scope(state, input);
  const places: readonly Placed[] = "map" in where ? where : [{ place: where }];
  const outside = places.find(({ place }) => !within(actor, place));
  return outside === undefined ? null : refuse("out-of-scope", outside.named);
}

interface Deciding {
  readonly deps: Deps;
  readonly caller: Caller;
  readonly moment: Moment;
  readonly reads: GuardedReads;
}

async function commitDecision<I, S, V, C extends string>(
  { deps, caller, moment, reads }: Deciding,
  { name, shownOnce, bulk = false }: Command<I, S, V, C>,
  decision: Decision<V>,
  once: Once | null,
): Promise<Result<V, C> | typeof conflict> {
  const { value, writes, subjects, reason, changes, actor = caller.actor, release } = decision;
  if (writes.length === 0) return ok(value);
  const answer = shownOnce === undefined ? value : null;
  const audited = { command: name, at: moment.at, subjects, reason, changes };
  let committed = false;
  try {
    caller.signal?.throwIfAborted();
    const done = await commitAudited(
      deps,
      { ...caller, actor },
      once === null ? audited : { ...audited, once: { ...once, answer } },
      writes,
      { guards: reads.guards(writes), bulk },
    );
    committed = done.ok;
    return committed ? ok(value) : conflict;
  } finally {
    if (!committed) release?.();
  }
}

async function commitRefusal<C extends string>(
  { deps, caller, moment, reads }: Deciding,
  { refusal, command, writes, subjects }: RecordedRefusal<C>,
): Promise<Refusal<C> | typeof conflict> {
  caller.signal?.throwIfAborted();
  const audited = { command, at: moment.at, subjects };
  const guards = reads.guards(writes);
  const committed = await commitAudited(deps, caller, audited, writes, { guards });
  return committed.ok ? refusal : conflict;
}

async function answeredBefore<I, S, V, C extends string>(
  { store }: Deps,
  { shownOnce }: Command<I, S, V, C>,
  { key, requestHash: asked }: Once,
): Promise<Result<V, C | "key-reused"> | null> {
  const [record] = await store.find(audit, { index: "key", where: { key }, limit: 1 });
  if (record === undefined) return null;
  if (record.requestHash !== asked) return refuse("key-reused");
  const kept = shownOnce === undefined || record.answer !== null;
  return kept ? ok(record.answer as V) : refuse(shownOnce);
}

function momentOf({ clock, ids, config }: Deps, caller: Caller): Moment {
  const { actor } = caller;
  const areaCode = config.AREA_CODE;
  return { at: clock.now(), actor, caller, areaCode, nextId: () => ids.next() };
}
