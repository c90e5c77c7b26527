import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Anchor } from "@warmline/shared/store/port.ts";
import {
  ReportsUnavailable,
  type AccountSums,
  type Arrears,
  type ArrearsAsked,
  type Brought,
  type Cells,
  type Collection,
  type CollectionAsked,
  type Commits,
  type HouseholdAreas,
  type NodeAsked,
  type OldDebtAsked,
  type PrepaidAsked,
  type Refunds,
  type RefundsAsked,
  type Reliefs,
  type ReliefsAsked,
  type ReportStore,
  type Revenue,
  type RevenueAsked,
  type StopRegister,
  type StopRegisterAsked,
  type Takings,
  type TakingsAsked,
  type Voids,
  type VoidsAsked,
} from "../port.ts";
import type { StatementSums } from "@warmline/shared/reports/season-statement.ts";
import type { StopSums } from "@warmline/shared/reports/stops.ts";
import type { AreaSums } from "@warmline/shared/reports/area-statement.ts";
import { accountsIn } from "./accounts.ts";
import { arrearsIn } from "./arrears.ts";
import { areaStatementIn } from "./area-statement.ts";
import { collectionIn } from "./collection.ts";
import { oldDebtIn } from "./old-debt.ts";
import { openFile, removeFile, rowsOf, type ReportFile } from "./file.ts";
import { householdAreasIn } from "./household-areas.ts";
import { prepaymentsIn } from "./prepayments.ts";
import { refundsIn } from "./refunds.ts";
import { reliefsIn } from "./reliefs.ts";
import { revenueIn } from "./revenue.ts";
import { seasonStatementIn } from "./season-statement.ts";
import { stopRegisterIn } from "./stop-register.ts";
import { stopsIn } from "./stops.ts";
import { takingsIn } from "./takings.ts";
import { voidsIn } from "./voids.ts";
import { standingIn, takeIn } from "./take-in.ts";

/** Commits that bring nothing are written down so many at a time. */
const KEPT_EACH = 1_000;

/**
 * The journal in a DuckDB file of this process, opened when it is first wanted. Reads see one
 * moment each, on connections of their own, and wait for nobody who writes.
 */
export function openDuckDb(file: string): ReportStore {
  return new DuckDbReports(file);
}

const NOTHING: Brought = {
  moves: [],
  areas: [],
  takings: [],
  prepaid: [],
  earned: [],
  relieved: [],
  stopActs: [],
  paidOut: [],
  undone: [],
};

class DuckDbReports implements ReportStore {
  readonly #file: string;
  #opening: Promise<ReportFile> | null = null;
  /** The file was there: it can be gone. */
  #isOpen = false;
  /** Newer than what is written down, where the commits between brought nothing. */
  #known: Anchor | null = null;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  anchor(): Promise<Anchor> {
    return this.#inTurn(async () => {
      if (this.#isGone()) await this.#forget();
      return this.#newer(await standingIn((await this.#opened()).writer));
    });
  }

  add(brought: Partial<Brought>, { after, until }: Commits): Promise<void> {
    const all = { ...NOTHING, ...brought };
    return this.#inTurn(async () => {
      if (this.#isGone()) await this.#forget();
      const { writer } = await this.#opened();
      const standing = await standingIn(writer);
      if (this.#newer(standing).position < after) {
        throw new ReportsUnavailable(`${this.#file} does not know the commits up to ${after}`);
      }
      const few = until.position - standing.position < KEPT_EACH;
      const some = Object.values(all).some((rows) => rows.length > 0);
      if (some || !few) await takeIn(writer, all, until);
      if (until.position > (this.#known?.position ?? 0)) this.#known = until;
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#forget();
      removeFile(this.#file);
    });
  }

  async seasons(): Promise<readonly string[]> {
    const rows = await this.#read((one) =>
      rowsOf(one, "SELECT season FROM seasons ORDER BY season DESC"),
    );
    return rows.map(({ season }) => String(season));
  }

  async collection(asked: CollectionAsked): Promise<Collection> {
    const { position, found } = await this.#readAt((one) => collectionIn(one, asked));
    return { position, ...found };
  }

  async areaStatement(asked: NodeAsked): Promise<Cells<AreaSums>> {
    const { position, found } = await this.#readAt((one) => areaStatementIn(one, asked));
    return { position, cells: found };
  }

  async seasonStatement(asked: NodeAsked): Promise<Cells<StatementSums>> {
    const { position, found } = await this.#readAt((one) => seasonStatementIn(one, asked));
    return { position, cells: found };
  }

  async arrears(asked: ArrearsAsked): Promise<Arrears> {
    const { position, found } = await this.#readAt((one) => arrearsIn(one, asked));
    return { position, ...found };
  }

  async stops(asked: NodeAsked): Promise<Cells<StopSums>> {
    const { position, found } = await this.#readAt((one) => stopsIn(one, asked));
    return { position, cells: found };
  }

  async stopRegister(asked: StopRegisterAsked): Promise<StopRegister> {
    const { position, found } = await this.#readAt((one) => stopRegisterIn(one, asked));
    return { position, ...found };
  }

  async oldDebt(asked: OldDebtAsked) {
    const { position, found } = await this.#readAt((one) => oldDebtIn(one, asked));
    return { position, rows: found };
  }

  async prepayments(asked: PrepaidAsked) {
    const { position, found } = await this.#readAt((one) => prepaymentsIn(one, asked));
    return { position, rows: found };
  }

  async refunds(asked: RefundsAsked): Promise<Refunds> {
    const { position, found } = await this.#readAt((one) => refundsIn(one, asked));
    return { position, ...found };
  }

  async reliefs(asked: ReliefsAsked): Promise<Reliefs> {
    const { position, found } = await this.#readAt((one) => reliefsIn(one, asked));
    return { position, ...found };
  }

  async revenue(asked: RevenueAsked): Promise<Revenue> {
    const { position, found } = await this.#readAt((one) => revenueIn(one, asked));
    return { position, ...found };
  }

  async takings(asked: TakingsAsked): Promise<Takings> {
    const { position, found } = await this.#readAt((one) => takingsIn(one, asked));
    return { position, ...found };
  }

  async voids(asked: VoidsAsked): Promise<Voids> {
    const { position, found } = await this.#readAt((one) => voidsIn(one, asked));
    return { position, ...found };
  }

  accounts(accountIds: readonly string[]): Promise<readonly AccountSums[]> {
    return this.#read((one) => accountsIn(one, accountIds));
  }

  householdAreas(householdIds: readonly string[]): Promise<readonly HouseholdAreas[]> {
    return this.#read((one) => householdAreasIn(one, householdIds));
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#forget();
  }

  #isGone(): boolean {
    return this.#isOpen && !existsSync(this.#file);
  }

  async #opened(): Promise<ReportFile> {
    this.#opening ??= openFile(this.#file);
    try {
      const opened = await this.#opening;
      this.#isOpen = true;
      return opened;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  async #forget(): Promise<void> {
    const before = await this.#opening?.catch(() => null);
    [this.#opening, this.#known, this.#isOpen] = [null, null, false];
    before?.close();
  }

  /** With the position of the moment that was read. */
  #readAt<T>(of: (connection: DuckDBConnection) => Promise<T>) {
    // Before that moment: what came between brought nothing to it.
    const before = this.#known?.position ?? 0;
    return this.#read(async (one) => {
      const { position } = await standingIn(one);
      return { position: Math.max(position, before), found: await of(one) };
    });
  }

  async #read<T>(of: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    // What was lost is made anew from the log: until then nothing is answered of what was.
    if (this.#isGone()) throw new ReportsUnavailable(`${this.#file} is gone`);
    const connection = await (await this.#opened()).instance.connect();
    try {
      await connection.run("BEGIN TRANSACTION READ ONLY");
      return await of(connection);
    } catch (error) {
      throw new ReportsUnavailable("a report could not be read", { cause: error });
    } finally {
      connection.closeSync();
    }
  }

  /** One after another: there is one connection that writes. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(task);
    this.#writing = done.catch(() => undefined);
    return done;
  }

  #newer(standing: Anchor): Anchor {
    const known = this.#known;
    return known !== null && known.position > standing.position ? known : standing;
  }
}
