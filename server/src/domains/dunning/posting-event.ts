import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { replay, type AnyPosting } from "@warmline/shared/ledger/entry.ts";
import type { Position } from "@warmline/shared/ledger/position.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  enter,
  readAccount,
  readBooks,
  readStream,
  stampOf,
  type Entered,
  type HouseholdAccount,
  type OpenBooks,
} from "../ledger/index.ts";
import {
  readRecording,
  recorded,
  ruledEvent,
  type Declared,
  type EventRef,
  type OnAccount,
  type Recording,
} from "./event-command.ts";

/** The account as what is posted to it must know it. */
interface Posting<F extends string> extends Recording<F> {
  readonly on: HouseholdAccount;
  /** Of the whole stream. */
  readonly position: Position;
  /** Asked for only where something is posted. */
  readonly books: Result<OpenBooks, "day-closed">;
}

interface DeclaredPosting<I, C extends string, F extends string> extends Declared<I, C, F> {
  /** What it means for the ledger; null: nothing. */
  readonly posting: (
    seen: Pick<Posting<F>, "position" | "events">,
    input: I,
  ) => Result<AnyPosting | null, C>;
}

/**
 * As `eventCommand`, of an event that means something for the ledger, too: its entry is in the same
 * commit. Refusals, in this order: those of `eventCommand`, those of the posting, `day-closed`.
 */
export function postingEventCommand<
  I extends OnAccount,
  C extends string,
  F extends string = never,
>(declared: DeclaredPosting<I, C, F>) {
  return command({
    name: declared.name,
    mutex: ({ id }: I) => `dunning/${id}`,
    scope: ({ household }: Posting<F>) => household.place,
    async load(reads, input: I, moment): Promise<Result<Posting<F>, "not-found" | Code<F | C>>> {
      const recording = await readRecording(declared, reads, input, moment);
      if (!recording.ok) return recording;
      const account = await readPosted(reads, input, moment);
      return account.ok ? ok({ ...recording.value, ...account.value }) : account;
    },
    decide(posting, input, moment): Result<Decision<EventRef>, Code<F | C>> {
      const event = ruledEvent(declared, posting, input, moment);
      if (!event.ok) return event;
      const decided = declared.posting(posting, input);
      if (!decided.ok) return decided;
      if (decided.value === null) return ok(recorded(posting, event.value, moment));
      const entered = entryOf(posting, decided.value, moment);
      if (!entered.ok) return entered;
      const { account, entry, writes } = entered.value;
      const decision = recorded({ ...posting, account }, event.value, moment);
      return ok({
        ...decision,
        writes: [...writes, ...decision.writes],
        subjects: [...decision.subjects, `entries/${entry.id}`],
      });
    },
  });
}

type Code<C extends string> = C | "day-closed";

async function readPosted(reads: Reads, { id }: OnAccount, moment: Moment) {
  const found = await readAccount(reads, id);
  if (!found.ok) return found;
  const [stream, books] = await Promise.all([
    readStream(reads, id),
    readBooks(reads, moment, [found.value.account]),
  ]);
  return ok({ on: found.value, position: replay(id, stream), books });
}

/** Refusal: `day-closed`. */
function entryOf(
  { on, books }: Pick<Posting<never>, "on" | "books">,
  posting: AnyPosting,
  moment: Moment,
): Result<Entered, "day-closed"> {
  if (!books.ok) return books;
  const stamp = stampOf(on, moment.nextId(), moment);
  return ok(enter({ ...on, books: books.value }, posting, stamp));
}
