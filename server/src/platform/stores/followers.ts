import { StoreUnavailable, type Follower, type Store } from "@warmline/shared/store/port.ts";
import { followLog, type FollowOptions } from "./follow-log.ts";

/** The followers of one opened store: they end with it. */
export function createFollowers(options: Pick<FollowOptions, "read" | "notifier" | "onError">): {
  readonly follow: Store["follow"];
  /** Resolves when the batches in hand are done. */
  close(): Promise<void>;
} {
  const followers = new Set<Follower>();
  let closed = false;
  return {
    follow(position, handle) {
      if (closed) throw new StoreUnavailable("the store is closed");
      const follower = followLog({ ...options, position, handle });
      followers.add(follower);
      return {
        get position() {
          return follower.position;
        },
        async stop() {
          await follower.stop();
          followers.delete(follower);
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all([...followers].map((follower) => follower.stop()));
    },
  };
}
