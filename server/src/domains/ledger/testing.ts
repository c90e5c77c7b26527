import { readConfig } from "../../config.ts";
import { pino } from "pino";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contracts, withVersion } from "@warmline/shared/households/contract-versions.ts";
import { newPremise, premises } from "@warmline/shared/households/premise.ts";
import {
  households,
  orgNodes,
  seasons,
  tariffs,
  type HeatingSpace,
  type Household,
} from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import { cityDate, instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { accountStream, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import { shifts, type Shift } from "@warmline/shared/ledger/shift.ts";
import type { Role, Scope, StaffActor } from "@warmline/shared/access/actor.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { collections } from "../../modules.ts";
import { makeDeps } from "../../engines.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Notifier } from "../../platform/notifier/notifier.ts";
import { createInProcessNotifier } from "../../platform/notifier/in-process.ts";
import type { Deps } from "../../platform/deps.ts";
import { pay, type PayInput } from "./payment-commands.ts";

/** For tests only: the ledger over a real engine, with a clock that stands until it is moved. */
export interface LedgerRoom {
  readonly deps: Deps;
  /** The SQLite file, where that is the engine. */
  readonly file: string;
  /** The name of the MongoDB database, where that is the engine. */
  readonly database: string;
  readonly clock: { at: number };
  /** Another process's view of the same data: its own connection and its own mutex. */
  another(): Promise<Deps>;
  close(): Promise<void>;
}

export type Engine = "sqlite" | "mongo";
export const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

/** Noon of 1 November 2025 in the city. */
const NOON = Date.UTC(2025, 10, 1, 4);

export async function openLedgerRoom(engine: Engine = "sqlite"): Promise<LedgerRoom> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-ledger-"));
  const file = join(folder, "warmline.sqlite");
  const database = `warmline_test_${randomUUID().slice(0, 8)}`;
  const clock = { at: NOON };
  const opened: Store[] = [];
  const notifier = createInProcessNotifier();
  const another = async (): Promise<Deps> => {
    const store = engine === "sqlite" ? await sqlite(file) : await mongo(database, notifier);
    opened.push(store);
    const { openFolderFiles } = await import("../../platform/files/folder.ts");
    const { openFts5 } = await import("@warmline/search/fts5/open.ts");
    const { openDuckDb } = await import("../../platform/reports/duckdb/open.ts");
    const files = await openFolderFiles(join(folder, "files"));
    const deps = makeDeps(
      {
        store,
        files,
        search: openFts5(join(folder, "search")),
        reports: openDuckDb(join(folder, `reports-${opened.length}.duckdb`)),
        jobs: () => undefined as never,
        close: () => store.close(),
      },
      readConfig({}),
      pino({ level: "silent" }),
    );
    return { ...deps, clock: { now: () => instantOf(clock.at) } };
  };
  return {
    deps: await another(),
    file,
    database,
    clock,
    another,
    async close() {
      for (const store of opened) await store.close();
      await notifier.close();
      if (engine === "mongo") await dropMongo(database);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function sqlite(file: string): Promise<Store> {
  const { openSqliteStore } = await import("../../platform/stores/sqlite/open.ts");
  return openSqliteStore({ file, collections });
}

async function mongo(database: string, notifier: Notifier): Promise<Store> {
  const { openMongoStore } = await import("../../platform/stores/mongo/open.ts");
  return openMongoStore({ url: MONGO_URL ?? "", database, collections, notifier });
}

export async function dropMongo(database: string): Promise<void> {
  const { connect } = await import("../../platform/stores/mongo/connection.ts");
  const connection = await connect({ url: MONGO_URL ?? "", database, waitMs: 5_000 });
  await connection.database.dropDatabase();
  await connection.close();
}

export function actor(roles: readonly Role[], scope: Scope = { kind: "city" }): StaffActor {
  const id = `${roles.join("-")}-${JSON.stringify(scope).length}`;
  return { kind: "staff", id, name: id, roles, scope };
}

export const XICHENG: Scope = { kind: "hall", hallId: "hall-xicheng" };
export const cashier = actor(["cashier"], XICHENG);
export const finance = actor(["finance"]);

/** A caller with a new idempotency key, unless one is given. */
export function caller(who: StaffActor = finance, key: string = randomUUID()): Caller {
  return { actor: who, origin: "test", language: "zh", key };
}

/** The till of a member of staff, open since now, with nothing in it. */
function openedShift(who: StaffActor, now: Instant): Body<Shift> {
  return {
    id: `shift-${who.id}`,
    office: officeOf(who),
    till: who.id,
    cashierId: who.id,
    cashierName: who.name,
    day: cityDate(now),
    openedAt: now,
    floatFen: ZERO_FEN,
    state: "open",
    counts: [],
  };
}

export const SEASONS = ["2023-2024", "2024-2025", "2025-2026"] as const;

/** The value of a command that must succeed. */
export async function done<I, S, V, C extends string>(
  deps: Deps,
  who: Caller,
  command: Command<I, S, V, C>,
  input: I,
): Promise<V> {
  const result = await runCommand(deps, who, command, input);
  if (!result.ok) throw new Error(`${command.name} is refused: ${result.code}`);
  return result.value;
}

/** A payment in one way for one household: what most tests take. */
export function paying(
  accountId: string,
  amountFen: Fen,
  {
    method = "cash",
    ...part
  }: Partial<PayInput["parts"][number]> & { readonly method?: PaymentMethod } = {},
): PayInput {
  return {
    parts: [{ accountId, amountFen, ...part }],
    tenders: [{ method, amountFen }],
  };
}

/** Takes it; answers its receipt and how its household stands. */
export async function paid(deps: Deps, who: Caller, input: PayInput) {
  const { paymentId, parts } = await done(deps, who, pay, input);
  return { paymentId, ...parts[0]! };
}

/**
 * Seasons, a hall, open tills, a tariff of 25.85, and `count` households of 103.47 m² with
 * contracts.
 */
export async function settle(
  { store, clock }: Pick<Deps, "store" | "clock">,
  count = 1,
  over: {
    readonly spaces?: readonly HeatingSpace[];
    readonly branchId?: string;
    /** Whose tills are open; left out: those of `cashier` and `finance`. */
    readonly tills?: readonly StaffActor[];
  } = {},
): Promise<string[]> {
  const houses = Array.from({ length: count }, (_, place) => household(place, over));
  const common = SEASONS.map((id) => {
    const [first, last] = id.split("-");
    return insert(seasons, { id, from: `${first}-11-01`, to: `${last}-03-31`, days: 151 });
  });
  const places = [
    { id: "city", kind: "head-office", name: "城市热力公司" },
    { id: "hall-xicheng", kind: "hall", name: "西城大厅", nameEn: "Xicheng hall" },
    { id: "branch-2", kind: "branch", name: "二分公司" },
  ] as const;
  const tariff = {
    id: "t1",
    component: "heat",
    priceClass: "residential",
    from: "2020-01-01",
    to: null,
  } as const;
  const result = await store.commit([
    ...common,
    ...places.map((one) => insert(orgNodes, { ...one, parentId: null, path: [one.id] })),
    ...(over.tills ?? [cashier, finance]).map((who) =>
      insert(shifts, openedShift(who, clock.now())),
    ),
    insert(tariffs, { ...tariff, price10k: price10k(258_500), approvedBy: "finance" }),
    ...houses.map((house) => insert(households, house)),
    ...houses.map(({ id, spaces }) =>
      insert(premises, newPremise(id, { spaces, basis: "registration" })),
    ),
    ...houses.flatMap(({ id: householdId, name: holder, spaces }) =>
      SEASONS.map((season) => {
        const signed = { kind: "signed", from: "2020-01-01", holder, spaces } as const;
        return insert(contracts, withVersion(null, { householdId, season }, signed));
      }),
    ),
  ]);
  if (!result.ok) throw new Error(`not settled: ${JSON.stringify(result.conflict)}`);
  return houses.map(({ id }) => id);
}

function household(
  place: number,
  { spaces = [space()], branchId = "branch-1" }: Parameters<typeof settle>[2] & object,
): Body<Household> {
  return {
    id: `h${place}`,
    number: String(100_000_000 + place),
    name: "张三",
    people: [],
    phones: [],
    address: { district: "城区", community: "阳光", building: "1", unit: "1", room: "101" },
    place: { branchId, stationId: "s", buildingId: "b", unitId: "u" },
    spaces,
  };
}

export function space(over: Partial<HeatingSpace> = {}): HeatingSpace {
  return {
    id: "s1",
    label: "住宅",
    buildingAreaMilli: areaMilli(103_470),
    innerAreaMilli: areaMilli(90_000),
    usableAreaMilli: areaMilli(80_000),
    billingAreaMilli: areaMilli(103_470),
    storeyHeightMm: 2_800,
    priceClass: "residential",
    settlement: "area",
    ...over,
  };
}

/** The whole stream of a household, oldest first. */
export function stream({ store }: Pick<Deps, "store">, householdId: string): Promise<Entry[]> {
  const where = { streamId: accountStream(householdId) };
  return store.find(entries, { index: "seq", where, limit: 10_000 });
}

export function storedAccount({ store }: Pick<Deps, "store">, householdId: string) {
  return store.get(accounts, householdId);
}
