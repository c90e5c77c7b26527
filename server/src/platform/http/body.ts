import express, { type Request, type Response } from "express";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";

const JSON_LIMIT = "128kb";

/** Leaves the body in the request. Null when it is there, or was left out. */
export type BodyReader = (request: Request, response: Response) => Promise<Refusal | null>;

/**
 * What reads the body of an endpoint: never beyond its size, and only of the type that it takes, so
 * that a form of another site cannot pass for a call. Nobody has reason to compress a call. A body
 * left out is for the endpoint's schema to judge. Undefined where the endpoint takes none.
 */
export function bodyReader({ upload, body }: Endpoint): BodyReader | undefined {
  if (upload === undefined && body === undefined) return undefined;
  const type = upload ? "application/octet-stream" : "application/json";
  const read = upload
    ? express.raw({ type, limit: upload.limitBytes, inflate: false })
    : express.json({ limit: JSON_LIMIT, inflate: false });
  return async (request, response) => {
    const empty = request.headers["content-length"] === "0";
    if (!empty && request.is(type) === false) return refuse("wrong-content-type");
    await new Promise<void>((resolve, reject) => {
      read(request, response, (error?: unknown) =>
        error === undefined ? resolve() : reject(error as Error),
      );
    });
    return null;
  };
}
