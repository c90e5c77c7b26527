// A node in a process of its own, to be killed or paused. It says what happens on a line each.
import { setTimeout as sleep } from "node:timers/promises";
import { jobFences } from "@warmline/shared/jobs/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { RunAborted } from "../run.ts";
import { kind, openNode, type Place } from "./testing.ts";

const place = JSON.parse(process.argv[2] ?? "") as Place;
const say = (line: string) => process.stdout.write(`${line}\n`);
const node = await openNode(place);

/** Long enough to be caught in the middle. */
const work = kind(async (payload: { fenced?: boolean }, run) => {
  const fence = payload.fenced ? await run.fence() : undefined;
  say(`begun ${run.number}`);
  await sleep(payload.fenced ? 400 : 60_000);
  run.progress({ done: 99, of: 99 });
  const write = insert(jobFences, { id: "written late", run: 0 });
  const committed = await node.store.commit([write], fence === undefined ? [] : [fence]);
  const again = await run.fence().catch((error: unknown) => error);
  say(`late commit ${committed.ok}, fence ${again instanceof RunAborted ? again.why : "given"}`);
});
await node.jobs.work([work]);
say("working");
