import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { KioskReportBody } from "@warmline/shared/kiosk/api.ts";

/** A report that has not been taken in yet; its key makes sending it twice harmless. */
export interface Waiting {
  readonly key: string;
  readonly at: Instant;
  readonly body: KioskReportBody;
}

const DATABASE = "warmline-kiosk";
const STORE = "reports";

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((done, fail) => {
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(STORE, { keyPath: "key" });
    });
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => fail(request.error ?? new Error("no database")));
  });
  return opening;
}

/** One request in a transaction of its own, answered once it is durable. */
async function run<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise((done, fail) => {
    const transaction = database.transaction(STORE, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(STORE));
    const failed = () => fail(transaction.error ?? new Error("not kept"));
    transaction.addEventListener("complete", () => done(request.result));
    transaction.addEventListener("error", failed);
    transaction.addEventListener("abort", failed);
  });
}

export async function keep(report: Waiting): Promise<void> {
  await run("readwrite", (store) => store.put(report));
}

export async function drop(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}

export async function all(): Promise<Waiting[]> {
  const found = await run<Waiting[]>("readonly", (store) => store.getAll());
  return found.toSorted((a, b) => a.at - b.at);
}
