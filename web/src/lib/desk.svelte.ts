import type { Answer } from "./call.ts";
import { say } from "./toasts.svelte.ts";

/** Commands, one at a time: a key pressed twice does not call two numbers. */
export class Desk {
  busy = $state<string | null>(null);

  /** For whoever shows a refusal where it was asked for; null while another command runs. */
  async ask<T>(name: string, command: () => Promise<Answer<T>>): Promise<Answer<T> | null> {
    if (this.busy !== null) return null;
    this.busy = name;
    const answer = await command();
    this.busy = null;
    return answer;
  }

  /** For a key or a button on the page: a refusal is shown as a toast. */
  async run(name: string, command: () => Promise<Answer<unknown>>): Promise<boolean> {
    const answer = await this.ask(name, command);
    if (answer?.ok === false) say(answer.message, "bad");
    return answer?.ok ?? false;
  }
}
