import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { demoRoutes } from "@warmline/demo/routes.ts";
import { hallRoutes } from "./domains/hall/routes.ts";
import { hallViews } from "./domains/hall/views.ts";
import { householdRoutes } from "./domains/households/routes.ts";
import { kioskRoutes } from "./channels/kiosk/routes.ts";
import { ledgerRoutes } from "./domains/ledger/routes.ts";
import { ledgerViews } from "./domains/ledger/views.ts";
import {
  makeVerificationRunner,
  type VerificationRunner,
} from "./domains/ledger/verification-runner.ts";
import type { Deps } from "./platform/deps.ts";
import { makeApp } from "./platform/http/app.ts";
import { serve, type Route } from "./platform/http/serve.ts";
import { startRealtime } from "./platform/realtime/server.ts";
import { makeAuthenticator } from "./domains/staff/authenticator.ts";
import { staffRoutes } from "./domains/staff/routes.ts";
import { startFileSweep } from "./domains/cases/start-file-sweep.ts";
import { caseRoutes } from "./domains/cases/routes.ts";
import { caseViews } from "./domains/cases/views.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { readHealth } from "@warmline/shared/api/health.ts";
import { refusals } from "@warmline/shared/api/index.ts";

export interface Service {
  readonly port: number;
  /** Stops taking requests, lets those in hand finish, and leaves the engines to their opener. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  readonly deps: Deps;
  readonly log: Logger;
  readonly checkAnswers?: boolean;
  /** Mounts the pages behind the API; left out where only the API is wanted. */
  readonly pages?: (app: Express) => Promise<void>;
}

/** Every route of every room. */
export function allRoutes(
  deps: Deps,
  config: Config,
  verification: VerificationRunner = makeVerificationRunner(deps, config),
): Route[] {
  return [
    ...staffRoutes(deps),
    ...householdRoutes(deps),
    ...ledgerRoutes(deps, verification),
    ...caseRoutes(deps),
    ...hallRoutes(deps),
    ...kioskRoutes(deps),
    ...demoRoutes(deps, config),
    serve(readHealth, async () => ok({ position: await deps.store.head() })),
  ];
}

/** All rooms joined into one listening server: API, live views and pages on one port. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, deps, log } = options;
  const authenticator = makeAuthenticator(deps);
  const verification = makeVerificationRunner(deps, config, log);
  const app = await makeApp({
    config,
    log,
    authenticator,
    refusals,
    checkAnswers: options.checkAnswers ?? false,
    routes: allRoutes(deps, config, verification),
    pages: options.pages,
  });
  const http = createServer(app);
  const realtime = await startRealtime({
    http,
    store: deps.store,
    clock: deps.clock,
    log,
    authenticator,
    views: [...ledgerViews(deps), ...caseViews(deps), ...hallViews(deps)],
    publicUrl: config.PUBLIC_URL,
  });
  await new Promise<void>((done, fail) => {
    http.once("error", fail).listen(config.PORT, config.HOST, done);
  });
  const sweep = startFileSweep(deps, log);
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const stopped = new Promise<void>((done) => http.close(() => done()));
      await realtime.close();
      await sweep.stop();
      await verification.stop();
      http.closeIdleConnections();
      await stopped;
      await authenticator.close();
    },
  };
}
