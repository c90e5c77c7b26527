import { readOutageRefunds, type OutageRefundAnswer } from "@warmline/shared/outagerefunds/api.ts";
import { isAtWork } from "@warmline/shared/outagerefunds/model.ts";
import { call } from "../call.ts";

const LOOK_EVERY_MS = 1_000;

/** The refunds of one incident, looked at every second while a job is at one of them. */
export class RefundWatch {
  /** The newest first; null: not known yet. */
  refunds = $state.raw<readonly OutageRefundAnswer[] | null>(null);
  refusal = $state<string | null>(null);
  readonly #incidentId: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(incidentId: string) {
    this.#incidentId = incidentId;
  }

  /** Begins to look; answers how to stop. */
  follow(): () => void {
    void this.look();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
    };
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await call(readOutageRefunds, { params: { id: this.#incidentId } });
    if (this.#stopped) return;
    this.refusal = answer.ok ? null : answer.message;
    if (answer.ok) this.refunds = answer.value.refunds;
    const atIt = this.refunds?.some(({ state }) => isAtWork(state)) ?? false;
    // What another office does to it shows as well, a little later.
    this.#timer = setTimeout(() => void this.look(), atIt ? LOOK_EVERY_MS : LOOK_EVERY_MS * 10);
  }
}
