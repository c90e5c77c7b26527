import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type Express, type RequestHandler } from "express";
import helmet from "helmet";

const kioskFolder = fileURLToPath(new URL("../../kiosk/dist", import.meta.url));
const consoleHandler = new URL("../../web/build/handler.js", import.meta.url);

/** The built pages: kiosk under /kiosk, everything else from the console's handler. */
export async function mountPages(app: Express): Promise<void> {
  const policy = {
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      connectSrc: ["'self'", "ws:", "wss:"],
      upgradeInsecureRequests: null,
    },
  };
  app.use(
    "/kiosk",
    helmet({ contentSecurityPolicy: policy, strictTransportSecurity: false }),
    express.static(kioskFolder, { cacheControl: false, setHeaders: setAge }),
  );
  if (!existsSync(fileURLToPath(consoleHandler))) return;
  const { handler } = (await import(consoleHandler.href)) as { handler: RequestHandler };
  // The console's own build writes its content policy, with hashes of its scripts.
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: false }), handler);
}

/**
 * What the build named by its content is kept for good, the rest asked for anew: no stale kiosk.
 */
function setAge(response: ServerResponse, path: string): void {
  const forGood = path.includes(`${sep}assets${sep}`);
  const age = forGood ? "public, max-age=31536000, immutable" : "no-cache";
  response.setHeader("cache-control", age);
}
