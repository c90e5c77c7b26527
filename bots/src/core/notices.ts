import { write } from "../say/render.ts";
import { say } from "../say/said.ts";

/** What stands in the case of somebody who wants to be told: for the staff, in Chinese. */
export function outageNotice(): string {
  return write("zh", say("bots.outage.notice"));
}
