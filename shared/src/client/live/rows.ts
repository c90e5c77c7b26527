import type { RowChange } from "../../api/live.ts";

/** A row of a live view: known by its id, newer when its rev is higher. */
export interface LiveRow {
  readonly id: string;
  readonly rev: number;
}

/** How many departed ids are remembered, so that a late change cannot bring one back. */
const GONE_MAX = 20_000;

/**
 * What a screen knows of one view. The first snapshot is shown as it comes. Every later one is
 * gathered aside and replaces the rows only when it is whole: until then the screen keeps what it
 * showed. Of two versions of an id the higher rev stays, whatever the order in which they came; a
 * row that left is remembered by the rev it left at.
 */
export class LiveRows<Row extends LiveRow> {
  #shown = new Map<string, Row>();
  #gone = new Map<string, number>();
  /** Ids of the snapshot under way with the version it brought; null between snapshots. */
  #staged: Map<string, Row> | null = null;
  /** Whether a whole snapshot has come: before that there is nothing that could be kept. */
  #whole = false;
  /** Ids that changes put in or out while the snapshot was under way. */
  #touched = new Set<string>();

  get rows(): ReadonlyMap<string, Row> {
    return this.#shown;
  }

  /** Whether a snapshot is under way. */
  get gathering(): boolean {
    return this.#staged !== null;
  }

  /** A join was sent: what comes next is a new snapshot. */
  begin(): void {
    this.#staged = new Map();
    this.#touched = new Set();
  }

  /** The first part is here: parts of an earlier snapshot that came since are not of this one. */
  restart(): void {
    if (this.#staged !== null) this.#staged = new Map();
  }

  /** Takes a part of the snapshot; answers whether it was the last one awaited. */
  part(rows: readonly Row[], last: boolean): boolean {
    if (this.#staged === null) return false;
    for (const row of rows) this.#staged.set(row.id, row);
    if (!this.#whole) for (const row of rows) this.#take(row);
    if (last) this.#replace(this.#staged);
    return last;
  }

  /** Takes changes; answers whether any of them altered what is shown. */
  apply(changes: readonly RowChange[]): boolean {
    let altered = false;
    for (const change of changes) {
      if (this.#one(change)) altered = true;
    }
    return altered;
  }

  /** The same sum that the server makes of its rows. */
  digest(): { count: number; revs: number } {
    let revs = 0;
    for (const row of this.#shown.values()) revs += row.rev;
    return { count: this.#shown.size, revs };
  }

  /** Empties everything: the right to see the view has ended. */
  clear(): void {
    this.#shown = new Map();
    this.#gone = new Map();
    this.#staged = null;
    this.#whole = false;
  }

  #known(id: string): number {
    return Math.max(this.#shown.get(id)?.rev ?? -1, this.#gone.get(id) ?? -1);
  }

  #one({ id, rev, row }: RowChange): boolean {
    const known = this.#known(id);
    if (this.#staged !== null && rev >= known) this.#touched.add(id);
    if (rev <= known) return false;
    if (row === null || row === undefined) {
      this.#remember(id, rev);
      return this.#shown.delete(id);
    }
    this.#gone.delete(id);
    this.#shown.set(id, row as Row);
    return true;
  }

  #take(row: Row): void {
    if (row.rev <= this.#known(row.id)) return;
    this.#gone.delete(row.id);
    this.#shown.set(row.id, row);
  }

  #replace(staged: Map<string, Row>): void {
    if (this.#whole) for (const row of staged.values()) this.#take(row);
    for (const id of this.#shown.keys()) {
      if (!staged.has(id) && !this.#touched.has(id)) this.#shown.delete(id);
    }
    this.#staged = null;
    this.#whole = true;
  }

  #remember(id: string, rev: number): void {
    this.#gone.delete(id);
    this.#gone.set(id, rev);
    if (this.#gone.size <= GONE_MAX) return;
    const oldest = this.#gone.keys().next();
    if (!oldest.done) this.#gone.delete(oldest.value);
  }
}
