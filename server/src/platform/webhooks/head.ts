import type { Request } from "express";
import type { RequestHead } from "./signature.ts";

/**
 * What the channel signed of the address: the public base, behind whatever proxies, and the rest
 * letter by letter as it was sent. A default port is never part of it.
 */
export function headOf(request: Request, publicUrl: string | undefined): RequestHead {
  const { originalUrl, headers } = request;
  const base = publicUrl ?? `${request.protocol}://${headers.host ?? ""}`;
  const question = originalUrl.indexOf("?");
  const query = question < 0 ? "" : originalUrl.slice(question + 1);
  return { url: `${baseOf(base)}${originalUrl}`, query: new URLSearchParams(query), headers };
}

function baseOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, "");
}
