import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Applier } from "./apply.ts";
import { CHAIN_START } from "../hash-chain.ts";
import { sealOf, type CommitDocument, type CommitLog, type PassedCommit } from "./commit-log.ts";
import { KEPT_WHOLE } from "./compact.ts";
import { answered } from "./errors.ts";
import type { Marks } from "./marks.ts";

/** The first look ahead asks for few positions; a full answer is followed by larger ones. */
const FIRST_PAGE = 16;
const LARGEST_PAGE = 512;
/** The newest commits kept in memory, so that the followers of this node need not ask for them. */
const RECENT = 2_048;
/** The next who opens the store reads at most about this many commits again. */
const MARK_EVERY = 1_000;

/**
 * How far this node knows the log. Everything up to `head` is in the collections, whoever wrote it:
 * so nothing that this node answers can rest on a commit which its next read would not show.
 */
export interface Progress {
  readonly head: number;
  /** The hash of the commit at `head`: what the next one is chained to. */
  readonly hash: Uint8Array;
  /**
   * Starts before the mark that the last node left, by as much as is surely kept whole: so a backup
   * that copied one collection after the other is whole again when it is opened.
   */
  open(): Promise<void>;
  /** Reads on to the end of the log as it is when called or later. */
  advance(): Promise<void>;
  /** Commits just inserted here, following the head. */
  pass(commits: readonly CommitDocument[]): Promise<void>;
  /** The entries after `position` that are still in memory, if that is all of them up to `to`. */
  recent(position: number, to: number): LogEntry[] | null;
  close(): Promise<void>;
}

export interface ProgressOptions {
  readonly log: CommitLog;
  readonly applier: Applier;
  readonly marks: Marks;
  /** Called for every commit when it is applied. */
  readonly onPassed: (token: string, position: number) => void;
}

export function createProgress({ log, applier, marks, onPassed }: ProgressOptions): Progress {
  let head = 0;
  let hash: Uint8Array = CHAIN_START;
  let marked = 0;
  let passing = Promise.resolve();
  const entries: LogEntry[] = [];

  function passed(commits: readonly PassedCommit[]): void {
    for (const { position, token, writes, seal } of commits) {
      // Two may pass at once, the one who inserted and one who read on: both applied them all.
      if (position === head + 1) {
        head = position;
        hash = seal.hash;
        entries.push({ position, writes: writes.map(reference), seal });
      }
      onPassed(token, position);
    }
    if (entries.length > 2 * RECENT) entries.splice(0, entries.length - RECENT);
    if (head - marked >= MARK_EVERY) void mark();
  }

  /** A mark that could not be set costs the next opener a little reading. */
  function mark(): Promise<void> {
    marked = head;
    return marks.raise(head).catch(() => undefined);
  }

  async function readOn(): Promise<void> {
    // What was just inserted here comes by itself.
    await passing.catch(() => undefined);
    for (let size = FIRST_PAGE; ; size = Math.min(size * 4, LARGEST_PAGE)) {
      const page = await answered(log.page(head + 1, size));
      if (page.length > 0) await answered(applier.catchUp(page));
      passed(page);
      if (page.length < size) return;
    }
  }

  // A reading under way may have looked already: who comes later shares the next one.
  const advance = shared(readOn);

  return {
    get head() {
      return head;
    },
    get hash() {
      return hash;
    },
    async open() {
      ({ head, hash } = await startOf(log, marks));
      marked = head;
      entries.length = 0;
      await advance();
    },
    advance,
    async pass(commits) {
      passing = answered(applier.apply(commits));
      await passing;
      passed(commits.map(asPassed));
    },
    recent(position, to) {
      const first = entries[0]?.position ?? head + 1;
      if (position + 1 < first) return null;
      return entries.slice(position + 1 - first, to + 1 - first);
    },
    async close() {
      if (head > marked) await mark();
    },
  };
}

/** Where a node begins to read: see `open`. */
async function startOf(log: CommitLog, marks: Marks): Promise<Pick<Progress, "head" | "hash">> {
  const left = await marks.read();
  // The log came back from an older backup than the mark: then nothing is known for sure.
  const holds = left > 0 && (await log.page(left, 1)).length === 1;
  const head = holds ? Math.max(0, left - KEPT_WHOLE) : 0;
  const [last] = head > 0 ? await log.page(head, 1) : [];
  return { head, hash: last?.seal.hash ?? CHAIN_START };
}

function asPassed({ _id: position, token, writes, seal }: CommitDocument): PassedCommit {
  return { position, token, writes, seal: sealOf(seal) };
}

/** One run of `work` at a time, and one more for all who ask while it runs. */
function shared(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  return function run(): Promise<void> {
    if (running === undefined) {
      running = work().finally(() => (running = undefined));
      return running;
    }
    queued ??= running
      .catch(() => undefined)
      .then(() => {
        queued = undefined;
        return run();
      });
    return queued;
  };
}

function reference({ collection, id, rev }: LogEntry["writes"][number]) {
  return { collection, id, rev };
}
