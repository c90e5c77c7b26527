import { createListeners, type Notifier } from "./notifier.ts";

/** The notifier of a single process. */
export function createInProcessNotifier(): Notifier {
  const listeners = createListeners();
  return {
    notify: listeners.call,
    onNotify: listeners.add,
    async close() {
      listeners.clear();
    },
  };
}
