import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { Express, RequestHandler } from "express";
import helmet from "helmet";
import sirv from "sirv";
import type { Config } from "./config.ts";
import { cookiesAreSecure } from "./platform/http/cookies.ts";

const kioskFolder = fileURLToPath(new URL("../../kiosk/dist", import.meta.url));
const consoleHandler = new URL("../../web/build/handler.js", import.meta.url);

/** The built pages: kiosk under /kiosk, everything else from the console's handler. */
export async function mountPages(app: Express, config: Config): Promise<void> {
  const strictTransportSecurity = cookiesAreSecure(config);
  const policy = {
    directives: {
      defaultSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      connectSrc: ["'self'"],
      upgradeInsecureRequests: null,
    },
  };
  if (existsSync(kioskFolder)) {
    app.use(
      "/kiosk",
      withoutDevices,
      helmet({ contentSecurityPolicy: policy, strictTransportSecurity }),
      intoFolder,
      sirv(kioskFolder, { brotli: true, gzip: true, etag: true, setHeaders: setAge }),
    );
  }
  if (!existsSync(fileURLToPath(consoleHandler))) return;
  const { handler } = (await import(consoleHandler.href)) as { handler: RequestHandler };
  // The console's own build writes its content policy, with hashes of its scripts.
  app.use(
    withoutDevices,
    helmet({ contentSecurityPolicy: false, strictTransportSecurity }),
    handler,
  );
}

/** No page of ours asks for these, so no script that got into one may. */
const withoutDevices: RequestHandler = (_request, response, next) => {
  response.setHeader(
    "permissions-policy",
    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  );
  next();
};

/** The service worker keeps what is under `/kiosk/`; the page itself must be there too. */
const intoFolder: RequestHandler = (request, response, next) => {
  const [path, query] = request.originalUrl.split(/(?=\?)/);
  if (path === "/kiosk") response.redirect(`/kiosk/${query ?? ""}`);
  else next();
};

/**
 * What the build named by its content is kept for good, the rest asked for anew: no stale kiosk.
 */
function setAge(response: ServerResponse, path: string): void {
  const forGood = path.startsWith("/assets/");
  const age = forGood ? "public, max-age=31536000, immutable" : "no-cache";
  response.setHeader("cache-control", age);
}
