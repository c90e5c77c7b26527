import { StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { followLog, type FollowLogOptions, type LogFollower } from "./follow-log.ts";

/** The followers of one opened store: they end with it. */
export function createFollowers(options: Pick<FollowLogOptions, "read" | "notifier" | "onError">): {
  readonly follow: Store["follow"];
  readonly followers: Store["followers"];
  /** Resolves when the batches in hand are done. */
  close(): Promise<void>;
} {
  const followers = new Set<LogFollower>();
  let closed = false;
  return {
    followers: () => [...followers].map(({ state }) => state),
    follow(position, handle, how = {}) {
      if (closed) throw new StoreUnavailable("the store is closed");
      const follower = followLog({ ...options, ...how, position, handle });
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
