/**
 * Says "there may be something new in the log" to every node that follows it. It carries nothing,
 * may ring in vain, and one that is not heard costs time and nothing else: followers look again by
 * themselves after a while.
 */
export interface Notifier {
  /** Never waits and never throws. Listeners of this notifier hear it, too. */
  notify(): void;
  /** Returns the way to stop listening. */
  onNotify(listener: () => void): () => void;
  /** Nothing is heard any more. */
  close(): Promise<void>;
}

/** The listeners of one notifier: one that throws keeps no other from hearing. */
export function createListeners() {
  const listeners = new Set<{ readonly call: () => void }>();
  return {
    add(call: () => void): () => void {
      const listener = { call };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    call(): void {
      for (const listener of listeners) {
        try {
          listener.call();
        } catch (error) {
          process.emitWarning(`a listener of the notifier failed: ${String(error)}`);
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
