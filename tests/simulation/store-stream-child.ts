import { openEngine, type EnginePlace } from "./store-engines.ts";
import { runStream, STREAM_COLLECTIONS, streamOperations } from "./store-stream.ts";

/** What one of several processes takes of the stream. */
export interface StreamShare {
  readonly place: EnginePlace;
  readonly seed: number;
  readonly commits: number;
  readonly writers: number;
  /** Takes every `of`-th operation, beginning with this one. */
  readonly at: number;
  readonly of: number;
}

/** Takes a `StreamShare` as its argument and prints what was accepted as JSON. */
const share = JSON.parse(process.argv[2] ?? "") as StreamShare;
const store = await openEngine(share.place, STREAM_COLLECTIONS);
const operations = streamOperations(share.seed, share.commits).filter(
  (_, place) => place % share.of === share.at,
);
const accepted = await runStream(store, operations, share.writers);
process.stdout.write(JSON.stringify([...accepted]));
await store.close();
