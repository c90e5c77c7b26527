import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import type { OpenDeps } from "./engines.ts";
import { bindJobs } from "./platform/jobs/job.ts";
import type { Module } from "./platform/module.ts";
import { makeApp } from "./platform/http/app.ts";
import { answerUnreadable } from "./platform/http/unreadable.ts";
import { startRealtime } from "./platform/realtime/server.ts";
import { makeAuthenticator } from "./domains/staff/authenticator.ts";

export interface Service {
  readonly port: number;
  /** Stops taking requests, lets those in hand finish, and leaves the engines to their opener. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly deps: OpenDeps;
  readonly modules: readonly Module[];
  readonly checkAnswers?: boolean;
  /** Mounts the pages behind the API; left out where only the API is wanted. */
  readonly pages?: (app: Express) => Promise<void>;
}

/** All modules joined into one listening server: API, live views and pages on one port. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { deps, modules } = options;
  const { config, log } = deps;
  const authenticator = makeAuthenticator(deps);
  const doors = await Promise.all(
    modules.map(async ({ webhooks }) => (await webhooks?.(deps)) ?? []),
  );
  const app = await makeApp({
    config,
    log,
    authenticator,
    security: deps.records.security,
    reads: deps.records.reads,
    refusals: modules.map(({ manifest }) => manifest.refusals),
    checkAnswers: options.checkAnswers ?? false,
    routes: modules.flatMap(({ routes }) => routes?.(deps) ?? []),
    webhooks: doors.flat(),
    pages: options.pages,
  });
  const http = createServer(
    {
      // Whoever offers another protocol (h2c) is answered in the one that it speaks.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
      // The app refuses it in words, Node would in none.
      requireHostHeader: false,
    },
    app,
  );
  // Nothing that somebody may expect by this header is promised: the request is taken without.
  http.on("checkExpectation", app);
  answerUnreadable(http);
  const realtime = await startRealtime({
    http,
    store: deps.store,
    clock: deps.clock,
    log,
    authenticator,
    security: deps.records.security,
    reads: deps.records.reads,
    views: modules.flatMap(({ views }) => views?.(deps) ?? []),
    publicUrl: config.PUBLIC_URL,
    trustProxy: config.TRUST_PROXY,
  });
  for (const { follow } of modules) await follow?.(deps);
  await new Promise<void>((done, fail) => {
    http.once("error", fail).listen(config.PORT, config.HOST, done);
  });
  await deps.jobs.work(
    bindJobs(
      deps,
      modules.flatMap(({ jobs = [] }) => jobs),
    ),
  );
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const stopped = new Promise<void>((done) => http.close(() => done()));
      await realtime.close();
      await deps.jobs.stop();
      await deps.stop();
      http.closeIdleConnections();
      await stopped;
      await authenticator.close();
    },
  };
}
