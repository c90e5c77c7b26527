import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import { books, booksId, type DayBooks } from "@warmline/shared/ledger/books.ts";
import { openDay, standing } from "@warmline/shared/ledger/close-day.ts";
import type { DayAnswer, DayRow } from "@warmline/shared/ledger/books-api.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { CITY_OFFICE, officePlace, type Office } from "@warmline/shared/ledger/office.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { OfficeDay } from "./close-commands.ts";
import { totalsOf } from "./day-sheet.ts";
import { shiftsOf } from "./till-queries.ts";

type Reading = Pick<Deps, "store">;

/** The offices whose books an actor may see, by their ids; the city itself has no name. */
async function officesOf({ store }: Reading, actor: Actor): Promise<Map<Office, string>> {
  const where = { kind: ["hall", "branch"] };
  const nodes = await findAll({ store }, orgNodes, { index: "byKind", where });
  const all = [{ id: CITY_OFFICE, name: "" }, ...nodes];
  const seen = all.filter(({ id }) => within(actor, officePlace(id)));
  return new Map(seen.map(({ id, name }) => [id, name]));
}

/**
 * Days on which an office moved money or closed its books, the newest first. Every row of an open
 * day is one that has still to be closed.
 */
export async function listDays(
  deps: Reading,
  actor: Actor,
  { from, to }: { readonly from: CityDate; readonly to: CityDate },
): Promise<{ readonly days: readonly DayRow[] }> {
  const offices = await officesOf(deps, actor);
  const where = { office: [...offices.keys()] };
  const range = { from, to: addDays(to, 1) };
  const [moved, kept] = await Promise.all([
    deps.store.group(entries, { index: "byDay", where, ...range, by: ["office", "bookedOn"] }),
    findAll(deps, books, { index: "byOffice", where, ...range }),
  ]);
  const entriesOn = new Map(
    moved.map(({ by, count }) => [booksId(String(by["office"]), String(by["bookedOn"])), count]),
  );
  const booksOn = new Map(kept.map((one) => [one.id, one]));
  const ids = [...new Set([...entriesOn.keys(), ...booksOn.keys()])];
  const rows = ids.map((id): DayRow => {
    const [office = "", day = ""] = id.split("/");
    return {
      ...rowOf(booksOn.get(id) ?? openDay(office, day), offices),
      entries: entriesOn.get(id) ?? 0,
    };
  });
  return { days: rows.toSorted(newestFirst) };
}

function newestFirst(left: DayRow, right: DayRow): number {
  if (left.day !== right.day) return left.day < right.day ? 1 : -1;
  return left.office < right.office ? -1 : 1;
}

type Kept = Pick<DayBooks, "office" | "day" | "state" | "closings">;

function rowOf(day: Kept, offices: ReadonlyMap<Office, string>): Omit<DayRow, "entries"> {
  const closing = standing(day);
  return {
    office: day.office,
    officeName: offices.get(day.office) ?? "",
    day: day.day,
    state: day.state,
    ...(closing === null ? {} : { closedAt: closing.at, closedBy: closing.by.name }),
  };
}

/**
 * One day with what it came to: as it was closed, or as it stands now. Refusal: `not-found`, also
 * for an office that is another's.
 */
export async function readDay(
  deps: Reading,
  actor: Actor,
  { office, day }: OfficeDay,
): Promise<Result<DayAnswer, "not-found">> {
  const offices = await officesOf(deps, actor);
  if (!offices.has(office)) return refuse("not-found");
  const found = (await deps.store.get(books, booksId(office, day))) ?? openDay(office, day);
  const sheet = standing(found)?.sheet;
  return ok({
    ...rowOf(found, offices),
    totals: sheet?.totals ?? (await totalsOf(deps.store, { office, day })),
    ...(sheet === undefined ? {} : { anchor: sheet.anchor }),
    shifts: await shiftsOf(deps, office, day),
    closings: found.closings.map(({ at, by, reopened }) => ({
      at,
      by: by.name,
      ...(reopened === undefined
        ? {}
        : {
            reopenedAt: reopened.at,
            reopenedBy: reopened.by.name,
            reopenedFor: reopened.reason,
          }),
    })),
  });
}
