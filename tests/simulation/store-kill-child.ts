import { readFileSync, writeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { counters, facts, KILL_COLLECTIONS, parts, PARTS, type Life } from "./store-kill-life.ts";
import { openEngine } from "./store-engines.ts";

/**
 * One life of a process that will be killed: commits without end and says each commit that was
 * acknowledged on its standard output, while followers write down what they saw.
 */
const life = JSON.parse(process.argv[2] ?? "") as Life;
const die = () => process.kill(process.pid, "SIGKILL");
let insertsLeft = life.dieAtInsert ?? Infinity;
const store = await openEngine(life.place, KILL_COLLECTIONS, {
  onInserted: () => void (--insertsLeft === 0 && die()),
});
for (let follower = 0; follower < life.followers; follower++) startFollower(store, follower);
await Promise.all(Array.from({ length: life.writers }, (_, writer) => writeWithoutEnd(writer)));

async function writeWithoutEnd(writer: number): Promise<void> {
  const id = `writer-${writer}`;
  const first = await store.get(counters, id);
  if (first === null) await store.commit([insert(counters, { id, value: 0 })]);
  for (;;) {
    const counter = await store.get(counters, id);
    if (counter === null) throw new Error(`${id} is gone`);
    const value = counter.value + 1;
    const fact = `${id}/${value}`;
    const result = await store.commit([
      insert(facts, { id: fact, writer: id, number: value, life: life.number }),
      replace(counters, counter, { id, value }),
      ...PARTS.map((part) => insert(parts, { id: `${fact}/${part}`, fact })),
    ]);
    // Nobody else writes this counter: what an earlier life left undecided is decided by now.
    if (!result.ok) throw new Error(`${fact} lost: ${JSON.stringify(result.conflict)}`);
    say(`${result.position} ${fact}\n`);
  }
}

/** The pipe is full where the parent is slower than this: then it is tried again. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

/**
 * Its file holds a line for each position seen and `=position` where it was persisted. The file is
 * only ever appended to, so that the parent can tell every life's story afterwards.
 */
function startFollower(of: Store, follower: number): void {
  const file = join(life.folder, `follower-${follower}`);
  const descriptor = openSync(file, "a+");
  const persisted = readFileSync(file, "utf8").matchAll(/^=(\d+)\n/gm);
  const from = Number([...persisted].at(-1)?.[1] ?? 0);
  // A line cut short by the kill ends here.
  writeSync(descriptor, `\nlife ${life.number} from ${from}\n`);
  of.follow(from, async (batch) => {
    writeSync(descriptor, batch.map(({ position }) => `${position}\n`).join(""));
    await of.head();
    writeSync(descriptor, `=${batch.at(-1)?.position}\n`);
  });
}
