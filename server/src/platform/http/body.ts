import express, { type Request, type RequestHandler, type Response } from "express";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";

const JSON_LIMIT = "128kb";

/**
 * What reads the body of an endpoint: never beyond its size, and only of the type that it takes, so
 * that a form of another site cannot pass for a call. Nobody has reason to compress a call. A body
 * left out is for the endpoint's schema to judge.
 */
export function bodyReader(
  { upload, body }: Endpoint,
  refuseType: (request: Request, response: Response) => void,
): RequestHandler[] {
  if (upload === undefined && body === undefined) return [];
  const type = upload ? "application/octet-stream" : "application/json";
  const read = upload
    ? express.raw({ type, limit: upload.limitBytes, inflate: false })
    : express.json({ limit: JSON_LIMIT, inflate: false });
  return [
    (request, response, next) => {
      const empty = request.headers["content-length"] === "0";
      if (!empty && request.is(type) === false) refuseType(request, response);
      else read(request, response, next);
    },
  ];
}
