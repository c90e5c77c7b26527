import { existsSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import type { Express, RequestHandler } from "express";
import helmet from "helmet";
import onHeaders from "on-headers";
import sirv from "sirv";
import { browserKeyOf } from "./channels/twilio/account.ts";
import type { Config } from "./config.ts";
import { cookiesAreSecure } from "./platform/http/cookies.ts";

const fontsFolder = fileURLToPath(new URL("../../fonts/files/", import.meta.url));
const kioskFolder = fileURLToPath(new URL("../../kiosk/dist", import.meta.url));
const consoleHandler = new URL("../../web/build/handler.js", import.meta.url);

/** The built pages: kiosk under /kiosk, everything else from the console's handler; their fonts. */
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
  app.use(passOverBadRanges);
  app.use("/fonts", sirv(fontsFolder, { setHeaders: keepForGood }));
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
    browserKeyOf(config) === null ? withoutDevices : withVoice,
    helmet({ contentSecurityPolicy: false, strictTransportSecurity }),
    handler,
  );
}

/**
 * RFC 9110, section 14.2: a range that makes no sense counts as not asked for. What serves the
 * files begins an answer by one that ends before it starts, and never ends that answer.
 */
const passOverBadRanges: RequestHandler = ({ headers }, _response, next) => {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(headers.range ?? "") ?? [];
  if (from === undefined || (to && Number(to) < Number(from))) delete headers.range;
  next();
};

/** No page of ours asks for these, so no script that got into one may. */
const withoutDevices: RequestHandler = (_request, response, next) => {
  response.setHeader(
    "permissions-policy",
    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  );
  next();
};

/** 耳麦: agents talk in the console, by the carrier's own client. */
const withVoice: RequestHandler = (_request, response, next) => {
  response.setHeader(
    "permissions-policy",
    "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
  );
  onHeaders(response, () => {
    const policy = response.getHeader("content-security-policy");
    if (typeof policy !== "string") return;
    const wider = policy.replace("connect-src 'self'", `connect-src 'self' ${CARRIER.connect}`);
    response.setHeader("content-security-policy", `${wider}; media-src 'self' ${CARRIER.media}`);
  });
  next();
};

/** As the carrier's client wants them (README of `@twilio/voice-sdk`). */
const SOUNDS = "https://media.twiliocdn.com https://sdk.twilio.com";
const CARRIER = {
  connect: `wss://voice-js.roaming.twilio.com https://eventgw.twilio.com ${SOUNDS}`,
  media: `mediastream: ${SOUNDS}`,
};

/** The service worker keeps what is under `/kiosk/`; the page itself must be there too. */
const intoFolder: RequestHandler = (request, response, next) => {
  const [path, query] = request.originalUrl.split(/(?=\?)/);
  if (path === "/kiosk") response.redirect(`/kiosk/${query ?? ""}`);
  else next();
};

/** For files whose names change with their content. */
function keepForGood(response: ServerResponse): void {
  response.setHeader("cache-control", "public, max-age=31536000, immutable");
}

/** What the build named by its content is kept, the rest asked for anew: no stale kiosk. */
function setAge(response: ServerResponse, path: string): void {
  if (path.startsWith("/assets/")) keepForGood(response);
  else response.setHeader("cache-control", "no-cache");
}
