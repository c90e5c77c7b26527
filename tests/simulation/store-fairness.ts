import { createInProcessNotifier } from "@warmline/server/platform/notifier/in-process.ts";
import { openMongoStore } from "@warmline/server/platform/stores/mongo/open.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { dropDatabase, newDatabase } from "./store-mongo.ts";
import { startProxy, targetOf, through } from "./tcp-proxy.ts";

interface Fact extends Stored {
  readonly node: string;
}
const facts = collection<Fact>("facts", { indexes: { byNode: ["node"] }, appendOnly: true });

const NEAR_WRITERS = 4;

/** One commit of a node: how long it took, and how many of the other node's came meanwhile. */
export interface Share {
  readonly waitedMs: number;
  readonly passed: number;
}
export interface Shares {
  readonly far: readonly Share[];
  readonly near: readonly Share[];
}

/**
 * Two nodes on one MongoDB, one of them so far away, commit one fact after the other, the near one
 * with four writers, until `over` says so of what was done so far.
 */
export async function shareCommits(
  url: string,
  delayMs: number,
  over: (done: Shares) => boolean,
): Promise<Shares> {
  const database = newDatabase();
  const proxy = await startProxy(targetOf(url));
  const nodes: Store[] = [];
  const far: Share[] = [];
  const near: Share[] = [];
  const isOver = () => over({ far, near });
  try {
    const nearNode = await openNode(url, database);
    nodes.push(nearNode);
    const farNode = await openNode(through(url, proxy.port), database);
    nodes.push(farNode);
    proxy.delay(delayMs, delayMs);
    await Promise.all([
      commitOn(farNode, "far", { own: far, others: near, isOver }),
      ...Array.from({ length: NEAR_WRITERS }, (_, writer) =>
        commitOn(nearNode, `near-${writer}`, { own: near, others: far, isOver }),
      ),
    ]);
  } finally {
    for (const node of nodes) await node.close();
    await proxy.close();
    await dropDatabase(url, database);
  }
  return { far, near };
}

function openNode(url: string, database: string): Promise<Store> {
  const notifier = createInProcessNotifier();
  return openMongoStore({ url, database, collections: [facts], notifier });
}

interface Sides {
  readonly own: Share[];
  readonly others: readonly Share[];
  isOver(): boolean;
}

async function commitOn(store: Store, node: string, { own, others, isOver }: Sides): Promise<void> {
  for (let turn = 0; !isOver(); turn += 1) {
    const began = performance.now();
    const before = others.length;
    const result = await store.commit([insert(facts, { id: `${node}-${turn}`, node })]);
    assert(result.ok, `${node}-${turn} was refused, though nobody else writes it`);
    own.push({ waitedMs: performance.now() - began, passed: others.length - before });
  }
}
