import type { Result } from "../../kernel/result.ts";
import type { Instant } from "../../kernel/time.ts";
import type { FormatMessage } from "../formatting.ts";
import type { Line } from "../lines.ts";
import type { Position } from "../position.ts";

/** What a rule decided: the lines, which sum to zero, and what they mean. */
export interface Posting<D> {
  readonly lines: readonly Line[];
  readonly detail: D;
  /** The payment whose money it is. */
  readonly paymentId?: string;
  /** The refund by which money went out, or came back. */
  readonly refundId?: string;
  /** The entry that it undoes: unique, so nothing is undone twice. */
  readonly reverses?: string;
}

/** The parts of an entry that a kind works with. */
export interface EntryOf<D> extends Posting<D> {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
}

/**
 * One kind of entry, whole: how it is decided, what its lines are, what it does to a position, how
 * it is checked afterwards and told. A kind is one file and one line in the record of kinds; a part
 * that is missing does not compile. `I` is what it is decided from, `F` what its lines are made of.
 */
export interface EntryKind<D, I, F, C extends string> {
  /** Refusals stand in the docstring of each, in their order. */
  readonly decide: (position: Position, input: I) => Result<Posting<D>, C>;
  readonly lines: (facts: F) => Line[];
  /** Moves the position; throws where no entry of this kind could come from. */
  readonly fold: (position: Position, entry: EntryOf<D>) => void;
  /**
   * Whether the entry, already folded into `after`, is such as its rule makes; `reversed` is what
   * `reverses` names.
   */
  readonly check: (
    after: Position,
    entry: EntryOf<D>,
    reversed: EntryOf<unknown> | null,
  ) => boolean;
  /** What it is about, in a few words: the journal shows it beside kind and amount. */
  readonly explain: (entry: EntryOf<D>, format: FormatMessage) => string;
  /** Whether a reversal may answer it. */
  readonly reversible: boolean;
}

/** Declares a kind with its types inferred. */
export function entryKind<D, I, F, C extends string>(
  kind: EntryKind<D, I, F, C>,
): EntryKind<D, I, F, C> {
  return kind;
}
