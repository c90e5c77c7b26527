import { CASE_CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { isSurelyOf } from "@warmline/shared/incidents/kinds.ts";
import { mayJoinByItself, takesIn } from "@warmline/shared/incidents/joining.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { Command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import type { JobRun } from "../../platform/jobs/run.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { BY_ITSELF, runByItself, surelyIn, type Meeting } from "./by-itself.ts";
import { placesOf } from "./homes.ts";
import { joinByItself, settle, unsettle } from "./by-itself-commands.ts";

/** Which incident, and as of which of its steps: a later one is a job of its own. */
interface Order {
  readonly incidentId: string;
  readonly step: number;
}

/** Few enough that counters and phones do not feel it. */
const PAGE = 100;
const AT_ONCE = 8;

/**
 * Brings the cases in step with their incident: while it is known, what is surely of it joins, and
 * what an earlier end made done is open again; once it is over, all that joined are done. Each case
 * is a commit of its own that asks what the incident is by then, so that a run may end anywhere and
 * be begun again.
 */
export const bringAlongJob = job<Order>({
  name: "incidents.bring-along",
  deadlineMs: 3_600_000,
  atOnce: 2,
  async run(deps, order, run) {
    const incident = await standing(deps, order);
    if (incident === null) return;
    const joined = () => joinedMeetings(deps, incident);
    if (incident.state === "restored") await bring(deps, order, run, joined(), settle);
    if (!takesIn(incident)) return;
    await bring(deps, order, run, joined(), unsettle);
    await bring(deps, order, run, newMeetings(deps, incident), joinByItself);
  },
});

/** Wants the cases brought along; the same step is one job, whoever asks for it. */
export async function orderBringingAlong(deps: Deps, { id, step, state }: Incident): Promise<void> {
  if (state !== "restored" && !takesIn({ state })) return;
  const payload = { incidentId: id, step };
  await deps.jobs.enqueue(bringAlongJob, { key: `${id}/${step}`, payload });
}

/** Null once it is another step's turn. */
async function standing({ store }: Deps, { incidentId, step }: Order): Promise<Incident | null> {
  const incident = await store.get(incidents, incidentId);
  return incident?.step === step ? incident : null;
}

/** The open cases that joined, in pages. */
async function* joinedMeetings({ store }: Deps, { id }: Incident): AsyncGenerator<Meeting[]> {
  const query = { index: "byIncident", where: { incidentId: id, open: true } };
  for await (const page of findPages(store, cases, query, PAGE)) {
    yield page.map(({ id: caseId }: Case) => ({ id, caseId }));
  }
}

/** Open cases that have not joined and are surely of it, in pages that may be empty. */
async function* newMeetings(deps: Deps, incident: Incident): AsyncGenerator<Meeting[]> {
  for (const category of CASE_CATEGORIES) {
    if (!isSurelyOf(incident.kind, category)) continue;
    const where = { category, open: true };
    const query = { index: "byCategory", where, from: incident.startedAt };
    for await (const page of findPages(deps.store, cases, query, PAGE)) {
      const perhaps = page.filter(mayJoinByItself);
      yield surelyIn([incident], perhaps, await placesOf(deps, perhaps));
    }
  }
}

/** Page by page, as long as it is this step's turn; says how many are done of those that joined. */
async function bring<S>(
  deps: Deps,
  order: Order,
  run: JobRun,
  pages: AsyncGenerator<Meeting[]>,
  command: Command<Meeting, S, unknown, string>,
): Promise<void> {
  const caller = { ...BY_ITSELF, fence: await run.fence() };
  const where = { incidentId: order.incidentId, open: true };
  let done = 0;
  for await (const page of pages) {
    if ((await standing(deps, order)) === null) return;
    for (let from = 0; from < page.length; from += AT_ONCE) {
      run.signal.throwIfAborted();
      const some = page.slice(from, from + AT_ONCE);
      await Promise.all(some.map((meeting) => runByItself(deps, caller, command, meeting)));
    }
    done += page.length;
    const joined = await deps.store.count(cases, { index: "byIncident", where });
    run.progress({ done, of: Math.max(done, joined) });
  }
}
