import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { demoRoutes } from "./demo/routes.ts";
import { hallRoutes } from "./hall/routes.ts";
import { hallViews } from "./hall/views.ts";
import { householdRoutes } from "./households/routes.ts";
import { kioskRoutes } from "./kiosk/routes.ts";
import { ledgerRoutes } from "./ledger/routes.ts";
import { ledgerViews } from "./ledger/views.ts";
import { makeWalker, type Walker } from "./ledger/walker.ts";
import type { Deps } from "./platform/deps.ts";
import { makeApp } from "./platform/http/app.ts";
import { serve, type Route } from "./platform/http/serve.ts";
import { startRealtime } from "./platform/realtime/server.ts";
import { makeAuthenticator } from "./staff/authenticator.ts";
import { staffRoutes } from "./staff/routes.ts";
import { startFileSweep } from "./tickets/start-file-sweep.ts";
import { ticketRoutes } from "./tickets/routes.ts";
import { ticketViews } from "./tickets/views.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { readHealth } from "@warmline/shared/wire/health.ts";
import { refusals } from "@warmline/shared/wire/index.ts";

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
  walker: Walker = makeWalker(deps, config),
): Route[] {
  return [
    ...staffRoutes(deps),
    ...householdRoutes(deps),
    ...ledgerRoutes(deps, walker),
    ...ticketRoutes(deps),
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
  const walker = makeWalker(deps, config, log);
  const app = await makeApp({
    config,
    log,
    authenticator,
    refusals,
    checkAnswers: options.checkAnswers ?? false,
    routes: allRoutes(deps, config, walker),
    pages: options.pages,
  });
  const http = createServer(app);
  const realtime = await startRealtime({
    http,
    store: deps.store,
    clock: deps.clock,
    log,
    authenticator,
    views: [...ledgerViews(deps), ...ticketViews(deps), ...hallViews(deps)],
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
      await walker.stop();
      http.closeIdleConnections();
      await stopped;
      await authenticator.close();
    },
  };
}
