import type { Actor } from "@warmline/shared/access/actor.ts";
import type { AuditChange } from "@warmline/shared/audit/model.ts";
import type { Belonging } from "@warmline/shared/access/scope.ts";
import type { Refusal, Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "./caller.ts";
import type { Reads } from "./guarded-reads.ts";

/** When and by whom a decision is made, and whatever else must come in from outside. */
export interface Moment {
  readonly at: Instant;
  readonly actor: Actor;
  readonly caller: Caller;
  /** 区号 of the city, `0352`, where it is set: what a landline typed without one begins with. */
  readonly areaCode?: string | undefined;
  /** The request that it is decided for: others approve it, and entries name it. */
  readonly request?: DecidedFor;
  nextId(): string;
}

/** 审批单: what a decision knows of the request by which it was asked for. */
export interface DecidedFor {
  readonly id: string;
  /** Whether it is carried out with this decision; else it is only shown what it would do. */
  readonly executes: boolean;
}

/** One of several things that a command is about; `named` says in a refusal which it is. */
export interface Placed {
  readonly place: Belonging;
  readonly named?: Refusal["detail"];
}

/** What a command wants: written in one commit with its audit record, or nothing. */
export interface Decision<V> {
  /** What is answered, now and to each repetition under the same key: small, without secrets. */
  readonly value: V;
  /** None: there is nothing to do, and no trace of it is kept. */
  readonly writes: readonly Write[];
  /** `collection/id` of what it was about, for the audit page. */
  readonly subjects: readonly string[];
  readonly reason?: string | undefined;
  /** Of somebody's rights, for the audit record: the values before and after. */
  readonly changes?: readonly AuditChange[] | undefined;
  /** Gives back what was taken ahead of the commit (a number), when that came to nothing. */
  readonly release?: (() => void) | undefined;
  /** Whose doing it is, where the request alone does not say: who signs in. */
  readonly actor?: Actor;
}

/**
 * A refusal that is put on record, such as a wrong password that counts. No key remembers it: what
 * was wrong may be mended and asked for again.
 */
export interface RecordedRefusal<C extends string> {
  readonly refusal: Refusal<C>;
  /** What the audit trail calls it, such as `staff.refuse-sign-in`. */
  readonly command: string;
  /** May be none: the audit record is written all the same. */
  readonly writes: readonly Write[];
  readonly subjects: readonly string[];
}

/**
 * Something that people may do: declared, not programmed. `runCommand` is the one way through it:
 * idempotency → load → scope → seen revision → rule → commit → retry. `C` are the refusals of its
 * own.
 */
export interface Command<I, S, V, C extends string> {
  /** Domain and verb, such as `ledger.pay`. */
  readonly name: string;
  /**
   * Never remembered under a key: what is asked for holds a secret, which a hash of it would betray
   * to guessing.
   */
  readonly key?: false;
  /**
   * For an answer that holds a secret, such as a one-time password: it is not kept, and a
   * repetition under the same key is refused with this code.
   */
  readonly shownOnce?: C;
  /** Part of a long run that nobody waits for: its commits go behind everybody else's. */
  readonly bulk?: boolean;
  /** Work under the same key waits for one another in this process, see `KeyedMutex`. */
  readonly mutex?: (input: I, caller: Caller) => string;
  /** Reads all that the decision rests on, and refuses what is not there. */
  readonly load: (reads: Reads, input: I, moment: Moment) => Promise<Result<S, C>>;
  /**
   * Where what was loaded belongs: elsewhere it is `out-of-scope`. `city`: only who answers for the
   * whole city, asked before anything is read. `anywhere`: the permission alone decides. Of several
   * things all must be within reach.
   */
  readonly scope: "city" | "anywhere" | ((state: S, input: I) => Belonging | readonly Placed[]);
  /**
   * The revision that the person saw, if that matters, and the one there is; what the trail calls
   * it, so that they are told who changed it.
   */
  readonly seen?: (
    state: S,
    input: I,
  ) => {
    readonly seen?: number | undefined;
    readonly now: number;
    readonly subject?: string;
  };
  /** The rule: pure, called anew when another writer was first. */
  readonly decide: (
    state: S,
    input: I,
    moment: Moment,
  ) => Result<Decision<V> | RecordedRefusal<C>, C>;
}

/** Declares a command with its types inferred. */
export function command<I, S, V, C extends string>(
  declared: Command<I, S, V, C>,
): Command<I, S, V, C> {
  return declared;
}
