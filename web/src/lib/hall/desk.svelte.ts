import type { Answer, Refused } from "../call.ts";
import { say } from "../toasts.svelte.ts";

/** The commands of a counter, one at a time: a key pressed twice does not call two numbers. */
export class Desk {
  busy = $state<string | null>(null);
  refusal = $state.raw<Refused | null>(null);

  async run(name: string, command: () => Promise<Answer<unknown>>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = name;
    const answer = await command();
    this.busy = null;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) say(answer.message, "bad");
    return answer.ok;
  }
}
