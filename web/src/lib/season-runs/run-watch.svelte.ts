import { isWorking } from "@warmline/shared/seasonruns/model.ts";
import { readSeasonRun, type SeasonRunAnswer } from "@warmline/shared/seasonruns/api.ts";
import { call } from "../call.ts";
import { JobWatch } from "../job-watch.svelte.ts";

/** One run, as its job goes on. */
export class RunWatch extends JobWatch<SeasonRunAnswer> {
  constructor(id: string) {
    super(
      id,
      () => call(readSeasonRun, { params: { id } }),
      ({ state, paused }) => isWorking(state) && paused === undefined,
    );
  }
}
