import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { demoModule } from "@warmline/demo/module.ts";
import { modules } from "@warmline/server/modules.ts";
import { openDeps } from "@warmline/server/engines.ts";
import { readConfig } from "@warmline/server/config.ts";
import { demoCityOf } from "@warmline/demo/marker.ts";
import { liveLately } from "@warmline/demo/lately/index.ts";
import { demoCities, type DemoCity } from "@warmline/shared/demo/model.ts";
import { DEMO_PASSWORD } from "@warmline/demo/people.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { pino } from "pino";

const CLOCK = `--import=${new URL("clock-ahead.ts", import.meta.url).href}`;
const root = fileURLToPath(new URL("../../", import.meta.url));

export interface CityOptions {
  readonly households?: number;
  /** Simulated residents; off, so that a test knows of everything that happens. */
  readonly simulator?: boolean;
  /** With what goes on in the last days: tills and closed days, incidents, requests. */
  readonly lately?: boolean;
  /** What else the server is set to, by its own address. */
  readonly settings?: (url: string) => Readonly<Record<string, string>>;
  /** With the store in hand, before the server has it. */
  readonly before?: (deps: Deps) => Promise<void>;
}

/** A demo city in a folder of its own, served by the real program as a process of its own. */
export interface City {
  readonly url: string;
  /** Answers JSON as this member of staff sees it; fails unless the server says 2xx. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely
  ask(login: string, path: string, body?: object): Promise<any>;
  /** The session of this member of staff, as a `name=value` cookie. */
  cookie(login: string): Promise<string>;
  /** As a power cut does it to everyone who is connected; the data and the address stay. */
  stop(): Promise<void>;
  /** So many days later; everybody has to sign in again. */
  start(daysAhead?: number): Promise<void>;
  close(): Promise<void>;
}

export async function openCity(options: CityOptions = {}): Promise<City> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-e2e-"));
  await makeCity(folder, options);
  const port = await freePort();
  const settings = options.settings?.(`http://127.0.0.1:${port}`) ?? {};
  let server = await startServer(folder, port, settings);
  const { url } = server;
  const cookies = new Map<string, string>();
  async function cookieOf(login: string): Promise<string> {
    const cookie = cookies.get(login) ?? (await signIn(url, login));
    cookies.set(login, cookie);
    return cookie;
  }
  return {
    url,
    cookie: cookieOf,
    async ask(login, path, body) {
      return answerOf(await post(url + path, { cookie: await cookieOf(login) }, body));
    },
    async stop() {
      await end(server.child);
    },
    async start(daysAhead = 0) {
      const later: Record<string, string> = { DAYS_AHEAD: `${daysAhead}`, NODE_OPTIONS: CLOCK };
      if (daysAhead > 0) cookies.clear();
      server = await startServer(
        folder,
        port,
        daysAhead > 0 ? { ...settings, ...later } : settings,
      );
    },
    async close() {
      await end(server.child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeCity(folder: string, options: CityOptions): Promise<void> {
  const { households = 200, simulator = false, lately = false, before } = options;
  const config = readConfig({ DATA_DIR: folder });
  const deps = await openDeps(config, pino({ level: "silent" }), [...modules, demoModule]);
  try {
    const more = lately ? { lately: (city: DemoCity) => liveLately(deps, city) } : {};
    await seedDemoCity(deps, { households, seasons: 3, ...more });
    const city = (await demoCityOf(deps.store))!;
    if (!simulator) await deps.store.commit([replace(demoCities, city, { ...city, simulator })]);
    await before?.(deps);
  } finally {
    await deps.close();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function startServer(
  folder: string,
  port: number,
  settings: Readonly<Record<string, string>>,
) {
  const child = spawn(process.execPath, ["server/src/main.ts"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: folder,
      PORT: String(port),
      LOG_LEVEL: "error",
      // All pages of a test come from one address.
      RATE_READ_PER_MINUTE: "1000000",
      RATE_WRITE_PER_MINUTE: "1000000",
      RATE_GUESS_PER_MINUTE: "1000000",
      ...settings,
    },
  });
  let said = "";
  const url = await new Promise<string>((found, fail) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /^Warmline (http:\S+)$/m.exec(said)?.[1];
      if (address !== undefined) found(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(new Error(`the server ended with ${code}:\n${said}`)));
  });
  return { child, url };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function signIn(url: string, login: string): Promise<string> {
  const answer = await post(`${url}/api/sign-in`, {}, { login, password: DEMO_PASSWORD });
  await answerOf(answer);
  return answer.headers.get("set-cookie")!.split(";")[0]!;
}

function post(url: string, headers: Record<string, string>, body?: object): Promise<Response> {
  if (body === undefined) return fetch(url, { headers });
  return fetch(url, {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
}

async function answerOf(response: Response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response.json();
}
