import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { FormatIn } from "@warmline/shared/ledger/debt.ts";
import { explainEntry, replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import {
  entriesAsOf,
  momentAsOf,
  timelineOf,
  type AsOf,
  type TimelinePoint,
} from "@warmline/shared/ledger/timeline.ts";
import type { TimelineAnswer } from "@warmline/shared/ledger/timeline-api.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { accountFor, debtAt, readStream, type ReadCode } from "./posting.ts";

/** The rule gives each message its values; it is tested with all of them. */
const format = formatMessage as FormatIn;

/**
 * 账户时间线: how an account stood by a day or a moment, folded from its entries by then, and after
 * each of all its entries. Refusals, in this order: `not-found`, `out-of-scope`.
 */
export async function accountTimeline(
  { store, clock }: Pick<Deps, "store" | "clock">,
  actor: Actor,
  { id, ...asOf }: AsOf & { readonly id: string },
): Promise<Result<TimelineAnswer, ReadCode>> {
  const found = await accountFor({ store }, actor, id);
  if (!found.ok) return found;
  const stream = await readStream(store, id);
  const then = accountOf(replay(id, entriesAsOf(stream, asOf)));
  const debt = await debtAt({ store }, then, momentAsOf(asOf, clock.now()));
  return ok({ debt, points: timelineOf(id, stream).map(told) });
}

function told({ entry, owedFen, onAccountFen }: TimelinePoint<Entry>) {
  const { seq, at, bookedOn, effectiveOn } = entry;
  const kind = entry.detail.kind;
  const zh = explainEntry(entry, (...message) => format("zh", ...message));
  const en = explainEntry(entry, (...message) => format("en", ...message));
  const when = { at, bookedOn, ...(effectiveOn === undefined ? {} : { effectiveOn }) };
  return { seq, ...when, kind, about: { zh, en }, owedFen, onAccountFen };
}
