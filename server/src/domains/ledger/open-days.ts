import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Office } from "@warmline/shared/ledger/office.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** An office's day that is not closed. */
export interface OpenDay {
  readonly office: Office;
  readonly day: CityDate;
}

/**
 * Days on which money moved, or that were reopened, and that are not closed, the oldest first: of
 * every office that keeps books, from its first closed day on, after one day and up to another.
 */
export async function openDays(
  store: Pick<Store, "find" | "group">,
  { after, upTo }: { readonly after: CityDate | null; readonly upTo: CityDate },
): Promise<OpenDay[]> {
  const kept = await store.group(books, { index: "byOffice", by: ["office"] });
  const offices = kept.map(({ by }) => String(by["office"]));
  const open = await Promise.all(
    offices.map(async (office) => {
      const where = { office };
      const [first] = await store.find(books, { index: "byOffice", where, limit: 1 });
      const begun = first?.day ?? upTo;
      const from = after === null || after < begun ? begun : addDays(after, 1);
      return openOf(store, { office, from, to: addDays(upTo, 1) });
    }),
  );
  return open
    .flat()
    .toSorted((one, other) =>
      `${one.day} ${one.office}` < `${other.day} ${other.office}` ? -1 : 1,
    );
}

async function openOf(
  store: Pick<Store, "find" | "group">,
  { office, from, to }: { readonly office: Office; readonly from: CityDate; readonly to: CityDate },
): Promise<OpenDay[]> {
  if (from >= to) return [];
  const within = { where: { office }, from, to };
  const [moved, kept] = await Promise.all([
    store.group(entries, { index: "byDay", ...within, by: ["bookedOn"] }),
    findAll({ store }, books, { index: "byOffice", ...within }),
  ]);
  const stateOf = new Map(kept.map(({ id, state }) => [id, state]));
  const days = new Set([
    ...moved.map(({ by }) => String(by["bookedOn"])),
    ...kept.map(({ day }) => day),
  ]);
  return [...days]
    .filter((day) => stateOf.get(booksId(office, day)) !== "closed")
    .map((day) => ({ office, day }));
}
