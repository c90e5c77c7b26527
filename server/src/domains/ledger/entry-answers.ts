import { audit } from "@warmline/shared/audit/model.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/answers.ts";
import { entries, explainEntry, type Entry, type StreamId } from "@warmline/shared/ledger/entry.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../../platform/deps.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { FormatIn } from "@warmline/shared/ledger/debt.ts";

/** The rule gives each message its values; it is tested with all of them. */
const format = formatMessage as FormatIn;

type Reading = Pick<Deps, "store">;

/** So many entries come with an account. */
export const NEWEST_ENTRIES = 20;

/** The newest entries of a stream, newest first; `before`: only those with a lower seq. */
export function newestEntries(
  { store }: Reading,
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
 * Entries for doors: who made each stands in its audit record, how it was paid in its payment. Each
 * with the entry that reversed it as far as it is among those given or among `reversals`.
 */
export async function answerEntries(
  { store }: Reading,
  page: readonly Entry[],
  reversals: readonly Entry[] = [],
): Promise<EntryAnswer[]> {
  const [records, paid] = await Promise.all([
    store.getMany(audit, [...new Set(page.flatMap(({ auditId }) => auditId ?? []))]),
    store.getMany(
      payments,
      page.flatMap(({ paymentId }) => paymentId ?? []),
    ),
  ]);
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
      ...(parts.length > 1 ? { accounts: parts.length } : {}),
      actorId: record?.actorId ?? "",
      actorName: record?.actorName ?? "",
      origin: record?.origin ?? "",
      ...present({ reason: record?.reason }),
    };
  });
}

function shown(entry: Entry) {
  const { id, seq, at, bookedOn, detail, lines, paymentId, requestId, reverses, hash } = entry;
  const items = detail.kind === "charge" ? detail.items : [];
  return {
    id,
    seq,
    at,
    bookedOn,
    kind: detail.kind,
    lines: [...lines],
    about: {
      zh: explainEntry(entry, (...message) => format("zh", ...message)),
      en: explainEntry(entry, (...message) => format("en", ...message)),
    },
    steps: items.flatMap(({ steps }) => steps),
    ...present({ paymentId, requestId, reverses }),
    hash,
  };
}

function byId<D extends Stored>(documents: readonly D[]): ReadonlyMap<string, D> {
  return new Map(documents.map((one) => [one.id, one]));
}

/** Only the fields that are there. */
function present<F extends Readonly<Record<string, string | undefined>>>(fields: F) {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { readonly [K in keyof F]?: string };
}
