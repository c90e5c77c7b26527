import {
  kioskReport,
  type KioskReport,
  type KioskReportBody,
} from "@warmline/shared/wire/kiosk.ts";
import { call, type Answer } from "./call.ts";
import { link } from "./link.svelte.ts";
import { all, drop, keep, type Waiting } from "./outbox-store.ts";
import { refusalText } from "./words.svelte.ts";

/** Refusals after which the same report may still be taken in later. */
const LATER = new Set([
  "offline",
  "unavailable",
  "internal",
  "changed-meanwhile",
  "too-many-requests",
  "not-signed-in",
  "forbidden",
]);

/** Reports are kept on this machine first and sent from there, so that a cut network loses none. */
class Outbox {
  waiting = $state(0);
  #sending = false;

  start(): void {
    link.whenBack(() => void this.flush());
    setInterval(() => void this.flush(), 30_000);
    void this.flush();
  }

  /** `offline` says: kept, and sent as soon as that is possible. */
  async send(key: string, body: KioskReportBody): Promise<Answer<KioskReport>> {
    const report: Waiting = { key, at: Date.now(), body: $state.snapshot(body) as KioskReportBody };
    const kept = await keep(report).then(
      () => true,
      (error: unknown) => (console.error("not kept", error), false),
    );
    const answer = await this.#sendOne(report);
    if (!answer.ok && answer.code === "offline") link.lost();
    await this.#count();
    if (kept || answer.ok || answer.code !== "offline") return answer;
    return { ok: false, code: "unavailable", message: refusalText("unavailable") };
  }

  /** In the order in which they were written; stops at the first that cannot be sent now. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (const report of await all().catch(() => [])) {
        const answer = await this.#sendOne(report);
        if (!answer.ok && LATER.has(answer.code)) break;
      }
    } finally {
      this.#sending = false;
      await this.#count();
    }
  }

  async #sendOne(report: Waiting): Promise<Answer<KioskReport>> {
    const answer = await call(kioskReport, { key: report.key, body: report.body });
    if (answer.ok) {
      await drop(report.key).catch(console.error);
    } else if (answer.code === "grant-expired" && report.body.grant !== undefined) {
      // The proof ran out while the network was cut: the place in words says where it is.
      const { grant: _, ...body } = report.body;
      const again = { ...report, body };
      await keep(again);
      return this.#sendOne(again);
    } else if (!LATER.has(answer.code)) {
      console.error("report refused", answer.code);
      await drop(report.key).catch(console.error);
    }
    return answer;
  }

  async #count(): Promise<void> {
    this.waiting = await all().then(
      (reports) => reports.length,
      () => 0,
    );
  }
}

export const outbox = new Outbox();
