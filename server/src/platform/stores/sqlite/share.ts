import { OutcomeUnknown, type Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createCommitClient } from "./commit-client.ts";
import { createStore, type SqliteShare } from "./store.ts";

/**
 * The store that another thread of this process has opened: with a reading connection of its own,
 * and commits that go to the same thread that writes. It is not to outlive the other one.
 */
export function openSharedSqliteStore(
  { file, waitMs, port }: SqliteShare,
  onFollowerError: (error: unknown) => void = (error) => process.emitWarning(String(error)),
): Store {
  const notifier = createInProcessNotifier();
  const client = createCommitClient(port, notifier.notify);
  port.on("close", () => client.lose(new OutcomeUnknown("SQLite: the store was closed elsewhere")));
  port.unref();
  const writer = {
    ...client,
    async close() {
      await client.drain();
      port.close();
    },
  };
  return createStore({ file, waitMs, notifier, onFollowerError, writer });
}
