import { kioskHandOver, kioskReport, type KioskReport } from "@warmline/shared/kiosk/api.ts";
import type { Answer } from "@warmline/shared/client/call.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { call } from "./call.ts";
import { link } from "./link.svelte.ts";
import { refusalText } from "./messages.svelte.ts";
import { all, drop, keep, type Waiting } from "./outbox-store.ts";
import { asWritten, standing, unproven, withoutGrant } from "./outbox-report.ts";
import type { KeyedReport } from "./report-draft.svelte.ts";

const FLUSH_MS = 30_000;
/** No proof is good for longer than this. */
const PROOF_MS = 3 * 60_000;

/**
 * Reports are kept on this machine first and sent from there, so that a cut network loses none.
 * What is refused stays: the resident mends it, or it goes to the hall's staff as it was written. A
 * report that could not be sent is the one thing that outlives a visit: no screen shows it, and its
 * proof goes when it has run out.
 */
class Outbox {
  waiting = $state(0);
  /** By key: under way, or refused and before whoever wrote it. */
  readonly #attended = new Map<string, "sending" | "refused">();
  #flushing = false;

  start(): void {
    link.whenBack(() => void this.flush());
    setInterval(() => void this.flush(), FLUSH_MS);
    void this.flush();
  }

  /**
   * `offline` means: kept, and sent again until it is known to have come in. What is refused
   * otherwise may be mended and sent in its place, until the visit ends (`release`). After
   * `outcome-unknown` nothing is kept, and it may have come in all the same.
   */
  async send({ key, body, replaces }: KeyedReport): Promise<Answer<KioskReport>> {
    this.#attended.set(key, "sending");
    // A machine without a database still sends; it only cannot wait.
    const kept = await keep({ key, at: serverClock.now(), body }).then(yes, no);
    if (replaces !== undefined) await this.#drop(replaces);
    let answer = await call(kioskReport, { key, body });
    if (!answer.ok && answer.code === "grant-expired") {
      answer = await call(kioskReport, { key, body: withoutGrant(body) });
    }
    const stands = standing(answer);
    if (stands === "refused") this.#attended.set(key, "refused");
    else this.#attended.delete(key);
    if (stands === "received") await this.#drop(key);
    await this.#count();
    if (answer.ok || stands === "refused") return answer;
    if (answer.code === "offline" || answer.code === "unavailable") link.lost();
    const code = kept ? "offline" : "outcome-unknown";
    return { ok: false, status: 0, code, message: refusalText(code) };
  }

  /** A visit is over: what it left here goes on by itself. */
  async release(): Promise<void> {
    for (const [key, state] of this.#attended) {
      if (state === "refused") this.#attended.delete(key);
    }
    await this.flush();
  }

  /** In the order in which they were written; stops where none can be sent now. */
  async flush(): Promise<void> {
    if (this.#flushing) return;
    this.#flushing = true;
    let reached = true;
    for (const kept of await all().catch(nothing)) {
      if (this.#attended.has(kept.key)) continue;
      const report = await this.#withoutOldProof(kept);
      reached &&= (await this.#deliver(report)) !== "unreached";
    }
    this.#flushing = false;
    await this.#count();
  }

  /** Nobody stands here any more to mend what is refused: staff read it as it was written. */
  async #deliver({ key, body }: Waiting) {
    let answer: Answer<unknown> = await call(kioskReport, { key, body });
    if (standing(answer) === "refused") {
      answer = await call(kioskReport, { key, body: unproven(body) });
    }
    if (!answer.ok && standing(answer) === "refused") {
      answer = await call(kioskHandOver, { key, body: asWritten(body, answer) });
    }
    const stands = standing(answer);
    if (stands === "received") await this.#drop(key);
    return stands;
  }

  async #withoutOldProof(report: Waiting): Promise<Waiting> {
    const { at, body } = report;
    if (body.grant === undefined || serverClock.now() - at < PROOF_MS) return report;
    const bare = { ...report, body: withoutGrant(body) };
    await keep(bare).catch(no);
    return bare;
  }

  async #drop(key: string): Promise<void> {
    this.#attended.delete(key);
    await drop(key).catch(no);
  }

  async #count(): Promise<void> {
    this.waiting = (await all().catch(nothing)).length;
  }
}

function nothing(): Waiting[] {
  return [];
}

function yes(): boolean {
  return true;
}

function no(): boolean {
  return false;
}

export const outbox = new Outbox();
