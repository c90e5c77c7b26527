import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import type { Config } from "../../config.ts";
import { cookiesAreSecure } from "./cookies.ts";

/** An answer is data, or a picture or recording that is opened by itself: nothing in it may run. */
const POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    imgSrc: ["'self'"],
    mediaSrc: ["'self'"],
    styleSrc: ["'unsafe-inline'"],
    frameAncestors: ["'none'"],
  },
};

/**
 * What every answer of the API says of itself: of Helmet's headers those that matter where there is
 * no page, and that nobody may keep it. They never change, so Helmet is asked once, and not for
 * every answer.
 */
export function standingHeaders({ PUBLIC_URL }: Pick<Config, "PUBLIC_URL">) {
  const request = new IncomingMessage(new Socket());
  const model = new ServerResponse(request);
  const headersOfAnswers = helmet({
    contentSecurityPolicy: POLICY,
    strictTransportSecurity: cookiesAreSecure({ PUBLIC_URL }),
    xFrameOptions: { action: "deny" },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  headersOfAnswers(request, model, (error) => {
    if (error !== undefined) throw error;
  });
  model.setHeader("cache-control", "no-store");
  const headers = model.getHeaderNames().map((name) => [name, String(model.getHeader(name))]);
  return (response: ServerResponse): void => {
    for (const [name, value] of headers as [string, string][]) response.setHeader(name, value);
  };
}
