import { audit } from "@warmline/shared/audit/model.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/answers.ts";
import {
  entries,
  explainEntry,
  type Entry,
  type NewEntry,
  type StreamId,
} from "@warmline/shared/ledger/entry.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { CITY_OFFICE } from "@warmline/shared/ledger/office.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import type { SettledCode } from "@warmline/shared/ledger/reversal-rights.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { movedAmong } from "./moved-entries.ts";
import { allSteps } from "@warmline/shared/ledger/item-steps.ts";
import type { FormatIn } from "@warmline/shared/ledger/debt.ts";

/** The rule gives each message its values; it is tested with all of them. */
const format = formatMessage as FormatIn;

type Reading = Pick<Deps, "store">;

/** Of a store or of what a command reads. */
export interface Finding {
  readonly store: Pick<Store, "find">;
}

/** So many entries come with an account. */
export const NEWEST_ENTRIES = 20;

/** The newest entries of a stream, newest first; `before`: only those with a lower seq. */
export function newestEntries(
  { store }: Finding,
  streamId: StreamId,
  limit: number,
  before?: number,
): Promise<Entry[]> {
  return store.find(entries, {
    index: "seq",
    where: { streamId },
    ...(before === undefined ? {} : { to: before }),
    order: "descending",
    limit,
  });
}

/**
 * Entries of an account of the household, for doors: who made each stands in its audit record, how
 * it was paid in its payment. Each with the entry that reversed it as far as it is among those
 * given or among `reversals`.
 */
export async function answerEntries(
  deps: Reading,
  household: Household,
  page: readonly Entry[],
  reversals: readonly Entry[] = [],
): Promise<EntryAnswer[]> {
  const { store } = deps;
  const [records, paid, moved] = await Promise.all([
    store.getMany(audit, [...new Set(page.flatMap(({ auditId }) => auditId ?? []))]),
    store.getMany(
      payments,
      page.flatMap(({ paymentId }) => paymentId ?? []),
    ),
    movedAmong(deps, household, page),
  ]);
  const settled = await settledBy(deps, paid);
  const [recordOf, paymentOf] = [byId(records), byId(paid)];
  const reversedBy = new Map<string, string>();
  for (const { id, reverses } of [...reversals, ...page]) {
    if (reverses !== undefined) reversedBy.set(reverses, id);
  }
  return page.map((entry) => {
    const record = recordOf.get(entry.auditId ?? "");
    const { takenBy, officeId, parts = [] } = paymentOf.get(entry.paymentId ?? "") ?? {};
    return {
      ...shown(entry),
      ...present({ takenBy, officeId, reversedBy: reversedBy.get(entry.id) }),
      ...present({ settled: settled.get(entry.paymentId ?? "") }),
      ...(moved.has(entry.id) ? { moved: true as const } : {}),
      ...(parts.length > 1 ? { accounts: parts.length } : {}),
      actorId: record?.actorId ?? "",
      actorName: record?.actorName ?? "",
      origin: record?.origin ?? "",
      ...present({ reason: record?.reason }),
    };
  });
}

/** What an entry says to people, in each language. */
export function aboutEntry(entry: NewEntry): { readonly zh: string; readonly en: string } {
  return {
    zh: explainEntry(entry, (...message) => format("zh", ...message)),
    en: explainEntry(entry, (...message) => format("en", ...message)),
  };
}

function shown(entry: Entry) {
  const { id, seq, at, bookedOn, effectiveOn, detail, lines, hash } = entry;
  const { paymentId, refundId, requestId, reverses } = entry;
  return {
    id,
    seq,
    at,
    bookedOn,
    kind: detail.kind,
    lines: [...lines],
    about: aboutEntry(entry),
    steps: allSteps(detail),
    ...present({ effectiveOn, paymentId, refundId, requestId, reverses }),
    hash,
  };
}

/** Of these payments those whose day is closed or whose till is counted, and which of the two. */
async function settledBy(
  { store }: Reading,
  paid: readonly Payment[],
): Promise<ReadonlyMap<string, SettledCode>> {
  const dayOf = ({ officeId = CITY_OFFICE, bookedOn }: Payment) => booksId(officeId, bookedOn);
  const [days, tills] = await Promise.all([
    store.getMany(books, [...new Set(paid.map(dayOf))]),
    store.getMany(shifts, [...new Set(paid.flatMap(({ shiftId }) => shiftId ?? []))]),
  ]);
  const closed = new Set(
    [...days, ...tills].flatMap(({ id, state }) => (state === "closed" ? id : [])),
  );
  return new Map(
    paid.flatMap((payment): [string, SettledCode][] => {
      if (closed.has(dayOf(payment))) return [[payment.id, "day-closed"]];
      return closed.has(payment.shiftId ?? "") ? [[payment.id, "till-closed"]] : [];
    }),
  );
}

function byId<D extends Stored>(documents: readonly D[]): ReadonlyMap<string, D> {
  return new Map(documents.map((one) => [one.id, one]));
}

/** Only the fields that are there. */
function present<F extends Readonly<Record<string, string | undefined>>>(fields: F) {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { readonly [K in keyof F]?: NonNullable<F[K]> };
}
