import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import type { Config } from "../../config.ts";

/**
 * What every answer of the API says of itself: Helmet's headers, and that nobody may keep it. They
 * never change, so Helmet is asked once, and not its dozen of functions for every answer.
 */
export function standingHeaders({ PUBLIC_URL }: Pick<Config, "PUBLIC_URL">) {
  const request = new IncomingMessage(new Socket());
  const model = new ServerResponse(request);
  helmet({ strictTransportSecurity: PUBLIC_URL !== undefined })(request, model, (error) => {
    if (error !== undefined) throw error;
  });
  model.setHeader("cache-control", "no-store");
  const headers = model.getHeaderNames().map((name) => [name, String(model.getHeader(name))]);
  return (response: ServerResponse): void => {
    for (const [name, value] of headers as [string, string][]) response.setHeader(name, value);
  };
}
