import createLimit from "p-limit";

/** Too many wait for the same work already; `runCommand` answers `busy`. Nothing was written. */
export class WorkRefused extends Error {}

export interface WorkLimit {
  readonly atOnce: number;
  /** Beyond so many, who comes is refused at once in place of waiting longer than is any use. */
  readonly waitingMax: number;
}

/** Bounds work that is dear, such as hashing a password, in this process. */
export function makeWorkLimit({ atOnce, waitingMax }: WorkLimit) {
  const limit = createLimit(atOnce);
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= waitingMax) throw new WorkRefused(`${waitingMax} wait already`);
    return limit(work);
  };
}
