import { existsSync } from "node:fs";
import { StoreUnusable, StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { connectReader, portError } from "./connection.ts";
import { checkDeclared } from "./schema.ts";
import { createStore } from "./store.ts";

/**
 * The store of a file that is there, for programs that only read: nothing is made, declared or
 * written, and a server may be at work on it. Throws `StoreUnusable` when it is not there, not ours
 * or of another format, `StoreUnavailable` when it cannot be opened.
 */
export function openReadOnlySqliteStore(file: string, waitMs = 5_000): Store {
  if (!existsSync(file)) {
    throw new StoreUnusable(`there is no ${file}: is DATA_DIR the right folder?`);
  }
  const connection = connectReader(file);
  try {
    checkDeclared(connection.database);
  } catch (error) {
    throw portError(error, file);
  } finally {
    connection.close();
  }
  const refuse = () => {
    throw new StoreUnavailable(`${file} was opened for reading only`);
  };
  return createStore({
    file,
    waitMs,
    notifier: createInProcessNotifier(),
    onFollowerError: (error) => process.emitWarning(String(error)),
    writer: {
      commit: async () => refuse(),
      lend: refuse,
      drain: async () => {},
      close: async () => {},
    },
  });
}
