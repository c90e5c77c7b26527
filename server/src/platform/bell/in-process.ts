import { createListeners, type Bell } from "./bell.ts";

/** The bell of a single process. */
export function createInProcessBell(): Bell {
  const listeners = createListeners();
  return {
    ring: listeners.call,
    onRing: listeners.add,
    async close() {
      listeners.clear();
    },
  };
}
