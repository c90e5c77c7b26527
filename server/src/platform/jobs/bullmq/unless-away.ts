import { StoreUnavailable } from "@warmline/shared/store/port.ts";

type Methods = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

const AWAY = /Command timed out|Connection is closed|max retries per request|ECONN/i;

/**
 * The same methods, which throw `StoreUnavailable` when Redis does not answer in time: the edge
 * then says that the system is busy, as with any other engine. What was asked for may have been
 * done; all of it may be asked for again.
 */
export function unlessAway<M extends Methods>(methods: M): M {
  const wrapped = Object.entries(methods).map(([name, method]) => [
    name,
    async (...given: never[]) => {
      try {
        return await method(...given);
      } catch (error) {
        if (!(error instanceof Error) || !AWAY.test(`${error.name} ${error.message}`)) throw error;
        throw new StoreUnavailable("jobs: Redis does not answer", { cause: error });
      }
    },
  ]);
  return Object.fromEntries(wrapped) as M;
}
