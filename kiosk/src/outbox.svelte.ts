import { kioskReport, type KioskReport, type KioskReportBody } from "@warmline/shared/kiosk/api.ts";
import { mayBeDone, type Answer } from "@warmline/shared/client/call.ts";
import { serverClock } from "@warmline/shared/client/server-clock.ts";
import { call } from "./call.ts";
import { link } from "./link.svelte.ts";
import { all, drop, keep, type Waiting } from "./outbox-store.ts";
import { refusalText, tForStaff } from "./messages.svelte.ts";

/** Refusals after which the very same report may be taken in later. */
const LATER = new Set([
  "offline",
  "unavailable",
  "internal",
  "busy",
  "outcome-unknown",
  "too-many-requests",
  "not-signed-in",
  "forbidden",
]);

const FLUSH_MS = 30_000;

/** Reports are kept on this machine first and sent from there, so that a cut network loses none. */
class Outbox {
  waiting = $state(0);
  #sending = false;

  start(): void {
    link.whenBack(() => void this.flush());
    setInterval(() => void this.flush(), FLUSH_MS);
    void this.flush();
  }

  /**
   * `offline` means: kept, and sent again until it is known to have come in. After any other
   * refusal nothing is kept.
   */
  async send(key: string, body: KioskReportBody): Promise<Answer<KioskReport>> {
    const report: Waiting = { key, at: serverClock.now(), body };
    // A machine without a database still sends; it only cannot wait.
    const kept = await keep(report).then(yes, no);
    let answer = await call(kioskReport, { key, body });
    if (!answer.ok && answer.code === "grant-expired") {
      const { grant: _, ...rest } = body;
      answer = await call(kioskReport, { key, body: rest });
    }
    if (answer.ok || !mayBeDone(answer)) {
      await drop(key).catch(no);
      await this.#count();
      return answer;
    }
    link.lost();
    await this.#count();
    const code = kept ? "offline" : "unavailable";
    return { ok: false, status: 0, code, message: refusalText(code) };
  }

  /** In the order in which they were written; stops at the first that cannot be sent now. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (const report of await all().catch(() => [])) {
      if (!(await this.#sendKept(report))) break;
    }
    this.#sending = false;
    await this.#count();
  }

  /**
   * Nobody stands here any more to mend what is refused: it goes without its proof, or stays.
   */
  async #sendKept({ key, body }: Waiting): Promise<boolean> {
    let outcome = outcomeOf(await call(kioskReport, { key, body }));
    if (outcome === "refused") {
      outcome = outcomeOf(await call(kioskReport, { key, body: unproven(body) }));
    }
    if (outcome === "received") await drop(key).catch(no);
    return outcome !== "later";
  }

  async #count(): Promise<void> {
    this.waiting = await all().then(
      (reports) => reports.length,
      () => 0,
    );
  }
}

/** A key used for other content: the report has come in already, with or without its proof. */
function outcomeOf(answer: Answer<KioskReport>): "received" | "refused" | "later" {
  if (answer.ok || answer.code === "key-reused") return "received";
  return LATER.has(answer.code) ? "later" : "refused";
}

/** Without the proof, which has run out, and with the phone as it was typed. */
function unproven({ grant: _, phone, ...body }: KioskReportBody): KioskReportBody {
  const reach = phone === undefined ? "" : `\n${tForStaff("kiosk.review-phone")}：${phone}`;
  const place = body.place ?? tForStaff("kiosk.where-none");
  return { ...body, place, description: `${body.description}${reach}` };
}

function yes(): boolean {
  return true;
}

function no(): boolean {
  return false;
}

export const outbox = new Outbox();
