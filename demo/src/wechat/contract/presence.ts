import type { TestServer } from "@warmline/server/testing.ts";

/** Where our server is, for a simulated platform that outlives it. */
export interface Presence {
  at(server: TestServer | null): void;
  /** Where it is, or was. */
  url(): string;
  now(): number;
  /** Once there is one. */
  back(): Promise<void>;
}

export function presence(): Presence {
  let last: TestServer | null = null;
  let there = Promise.withResolvers<void>();
  return {
    at(server) {
      if (server === null) there = Promise.withResolvers();
      else {
        last = server;
        there.resolve();
      }
    },
    url: () => last?.url ?? "",
    now: () => last?.deps.clock.now() ?? Date.now(),
    back: () => there.promise,
  };
}
