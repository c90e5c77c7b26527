import { Agent, request } from "node:http";
import { perSecond } from "./figures.ts";

/** Where payments are sent, and by whom. */
export interface PaymentTarget {
  readonly port: number;
  readonly householdIds: readonly string[];
  /** Each connection signs in as one of them. */
  readonly cookies: readonly string[];
}

export const PATH = "/api/payments";

let serial = 0;

/** Payments a second over so many kept connections, each with one payment on its way. */
export async function payThrough(
  target: PaymentTarget,
  connections: number,
  seconds: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  let taken = 0;
  const pay = async () => {
    while (performance.now() - started < seconds * 1_000) {
      await payOne(target, agent);
      taken += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, pay));
  const took = performance.now() - started;
  agent.destroy();
  return perSecond(taken, took);
}

function payOne({ port, householdIds, cookies }: PaymentTarget, agent: Agent): Promise<void> {
  serial += 1;
  const accountId = householdIds[serial % householdIds.length];
  const body = JSON.stringify({
    parts: [{ accountId, amountFen: 100 }],
    // Cash would want a till shift of each cashier's.
    tenders: [{ method: "card", amountFen: 100 }],
  });
  const headers = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    cookie: cookies[serial % cookies.length],
    "idempotency-key": `bench-payments-${process.pid}-${serial}`,
  };
  const to = {
    port,
    host: "127.0.0.1",
    agent,
    method: "POST",
    path: PATH,
    headers,
  };
  return new Promise((resolve, reject) => {
    const asked = request(to, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}: ${text}`)),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
