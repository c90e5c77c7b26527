import { readDunningRun, type DunningRunAnswer } from "@warmline/shared/dunningruns/api.ts";
import { isWorking } from "@warmline/shared/dunningruns/model.ts";
import { call } from "../call.ts";
import { JobWatch } from "../job-watch.svelte.ts";

/** One run, as its job goes on and its messages arrive. */
export class RunWatch extends JobWatch<DunningRunAnswer> {
  constructor(id: string) {
    super(
      id,
      () => call(readDunningRun, { params: { id } }),
      ({ state, paused, figures }) =>
        (isWorking(state) && paused === undefined) ||
        figures.some((figure) => figure.state === "queued"),
    );
  }
}
