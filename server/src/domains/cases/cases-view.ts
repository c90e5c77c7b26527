import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { setImmediate } from "node:timers/promises";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { byDue } from "@warmline/shared/cases/order.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { casesView, type CaseRow } from "@warmline/shared/cases/live.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import type { Change, LiveView } from "../../platform/realtime/view.ts";
import { rowOf } from "./rows.ts";

const CITY = "cases/city";
const branchRoom = (branchId: string) => `cases/branch/${branchId}`;
/** Few enough that counters and phones do not feel the reading. */
const PAGE = 250;

/**
 * Open cases: one room for the city (and the halls, which serve everybody), one for each branch.
 * Rows are kept in memory from the start on, so that a snapshot costs no reading.
 */
export function serveCases(deps: Pick<Deps, "store">): LiveView<object, CaseRow> {
  let table = new OpenCases();
  let loading: Promise<void> | null = null;
  const loaded = () =>
    (loading ??= load(deps, table).catch((error: unknown) => {
      // The next who joins tries again, from nothing: what changes meanwhile is not followed.
      [table, loading] = [new OpenCases(), null];
      throw error;
    }));
  return {
    view: casesView,
    collections: [cases.name],
    order: byDue,
    warm: loaded,
    async join(actor) {
      const room = roomOf(actor);
      return room === null ? refuse("forbidden") : { ok: true, room };
    },
    async snapshot(room) {
      await loaded();
      return table.rowsOf(room);
    },
    async changed(_, document) {
      // Nothing is being read yet: there is nobody to tell, and the load will read this document.
      return loading === null ? [] : table.put(document as Case);
    },
  };
}

function roomOf(actor: Actor): string | null {
  if (actor.kind !== "staff" || !permits(actor, casePermissions.read)) return null;
  return actor.scope.kind === "branch" ? branchRoom(actor.scope.branchId) : CITY;
}

async function load({ store }: Pick<Deps, "store">, table: OpenCases): Promise<void> {
  const query = { index: "byOpen", where: { open: true } };
  for await (const page of findPages(store, cases, query, PAGE)) {
    for (const caseRecord of page) table.put(caseRecord);
    await setImmediate();
  }
  table.settle();
}

/** Rows by id and by room; a row with an older rev than the one known never comes back. */
class OpenCases {
  readonly #rooms = new Map<string, Map<string, CaseRow>>();
  /** The last rev of each case seen and the rooms it was in then; closed ones are in none. */
  readonly #seen = new Map<string, { readonly rev: number; readonly rooms: readonly string[] }>();

  #settled = false;

  /**
   * Everything is read: from now on documents only come newer, and closed ones may be forgotten.
   */
  settle(): void {
    this.#settled = true;
    for (const [id, { rooms }] of this.#seen) if (rooms.length === 0) this.#seen.delete(id);
  }

  rowsOf(room: string): CaseRow[] {
    return [...(this.#rooms.get(room)?.values() ?? [])];
  }

  put(caseRecord: Case): Change[] {
    const { id, rev, open, branchId } = caseRecord;
    const before = this.#seen.get(id);
    if (before !== undefined && before.rev > rev) return [];
    const rooms = !open ? [] : branchId === undefined ? [CITY] : [CITY, branchRoom(branchId)];
    const row = rowOf(caseRecord);
    if (open || !this.#settled) this.#seen.set(id, { rev, rooms });
    else this.#seen.delete(id);
    const left = (before?.rooms ?? []).filter((room) => !rooms.includes(room));
    for (const room of left) this.#rooms.get(room)?.delete(id);
    for (const room of rooms) this.#inRoom(room).set(id, row);
    return [
      ...left.map((room) => ({ room, id, rev, row: null })),
      ...rooms.map((room) => ({ room, id, rev, row })),
    ];
  }

  #inRoom(room: string): Map<string, CaseRow> {
    const rows = this.#rooms.get(room) ?? new Map<string, CaseRow>();
    this.#rooms.set(room, rows);
    return rows;
  }
}
