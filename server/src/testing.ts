import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import { securityEvents } from "@warmline/shared/security/event.ts";
import { readRecords } from "@warmline/shared/security/read-record.ts";
import { logins, staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openDeps, type OpenDeps } from "./engines.ts";
import { demoModule } from "@warmline/demo/module.ts";
import { readConfig } from "./config.ts";
import { modules as shipped } from "./modules.ts";
import type { Deps } from "./platform/deps.ts";
import type { Module } from "./platform/module.ts";
import { startService } from "./service.ts";
import { hashPassword } from "./domains/staff/passwords.ts";

/** For tests only: real engines in a folder of their own, and a clock that a test may move. */
/** Everything that there is, the demo city included. */
export const testedModules: readonly Module[] = [...shipped, demoModule];

export interface TestDeps extends OpenDeps {
  /** Milliseconds added to the real time. */
  advance(milliseconds: number): void;
}

export async function openTestDeps(
  settings: Record<string, string> = {},
  modules: readonly Module[] = testedModules,
): Promise<TestDeps> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-"));
  const config = readConfig({ ...testSettings, DATA_DIR: folder, ...settings });
  const log = pino({ level: config.LOG_LEVEL });
  let offset = 0;
  const clock = { now: () => instantOf(Date.now() + offset) };
  const opened = await openDeps(config, log, modules, clock);
  return {
    ...opened,
    advance(milliseconds) {
      offset += milliseconds;
    },
    async close() {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const testSettings = {
  PORT: "0",
  DEMO: "false",
  LOG_LEVEL: "error",
  RATE_READ_PER_MINUTE: "1000000",
  RATE_WRITE_PER_MINUTE: "1000000",
  RATE_GUESS_PER_MINUTE: "1000000",
};

/** Waits until search knows of all that was committed until now. */
export async function indexed({ store }: Pick<Deps, "store">): Promise<void> {
  const head = await store.head();
  const isDone = () =>
    store.followers().some(({ name, position }) => name === "search" && position >= head);
  while (!isDone()) await sleep(5);
}

/** How many commits came after `head`, but for what is recorded about requests themselves. */
export async function commitsAfter({ store }: Pick<Deps, "store">, head: number): Promise<number> {
  let count = 0;
  for (let position = head, batch = await store.read(position, 200); batch.length > 0;) {
    count += batch.filter(({ writes }) => !writes.some(isRecord)).length;
    position = batch.at(-1)!.position;
    batch = await store.read(position, 200);
  }
  return count;
}

/** Collections of what is recorded about requests. */
export const RECORDS: ReadonlySet<string> = new Set([
  securityEvents.name,
  alarms.name,
  readRecords.name,
]);
const isRecord = ({ collection }: { readonly collection: string }) => RECORDS.has(collection);

/** A listening server with everything real; answers are checked against their schemas. */
export interface TestServer {
  readonly deps: TestDeps;
  readonly url: string;
  /** Makes a staff member with these roles and signs in; answers the cookie header to send. */
  signIn(roles: readonly Role[], scope?: Scope): Promise<SignedIn>;
  /** A JSON request; `body` makes it a POST. Answers status, parsed body and headers. */
  request(path: string, options?: TestRequest): Promise<TestAnswer>;
  close(): Promise<void>;
}

export interface SignedIn {
  readonly cookie: string;
  readonly id: string;
  readonly login: string;
  readonly password: string;
  /** The cookie by which the browser is known, to send. */
  readonly browser: string;
}

export interface TestRequest {
  readonly cookie?: string;
  readonly body?: unknown;
  /** One is made where none is given; null sends none. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

export interface TestAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely
  readonly body: any;
  readonly headers: Headers;
}

const PASSWORD = "correct horse battery";
/** A real hash at the lowest cost: tests sign in hundreds of times. */
const passwordHash = hashPassword(PASSWORD, { memoryCost: 1_024, timeCost: 1, parallelism: 1 });

async function insertStaff({ store, ids }: Deps, roles: readonly Role[], scope: Scope) {
  const id = ids.next();
  const login = `test-${id.slice(-12)}`;
  const member = { id, login, name: login, roles, scope, active: true };
  const committed = await store.commit([
    insert(staff, { ...member, passwordHash: await passwordHash }),
    insert(logins, { id: login, staffId: id }),
  ]);
  if (!committed.ok) throw new Error(`no staff: ${JSON.stringify(committed.conflict)}`);
  return { id, login };
}

export async function startTestServer(
  settings?: Record<string, string>,
  modules: readonly Module[] = testedModules,
): Promise<TestServer> {
  const deps = await openTestDeps(settings, modules);
  const service = await startService({ deps, modules, checkAnswers: true });
  const url = `http://127.0.0.1:${service.port}`;
  const request: TestServer["request"] = async (path, { cookie, body, key, headers } = {}) => {
    const response = await fetch(url + path, {
      method: body === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined || key === null ? {} : { "idempotency-key": key ?? randomUUID() }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") ?? false;
    return {
      status: response.status,
      body: json ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  return {
    deps,
    url,
    request,
    async signIn(roles, scope = { kind: "city" }) {
      const { login, id } = await insertStaff(deps, roles, scope);
      const answer = await request("/api/sign-in", { body: { login, password: PASSWORD } });
      const cookie = answer.headers.get("set-cookie")?.split(";")[0];
      if (cookie === undefined) throw new Error(`no sign-in: ${JSON.stringify(answer.body)}`);
      const browser = answer.headers.getSetCookie()[1]?.split(";")[0] ?? "";
      return { cookie, id, login, password: PASSWORD, browser };
    },
    async close() {
      await service.close();
      await deps.close();
    },
  };
}
