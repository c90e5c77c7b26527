import type { Permission } from "../access/permission.ts";
import type { Endpoint } from "./endpoint.ts";
import type { View } from "./live.ts";
import type { Webhook } from "./webhook.ts";

/**
 * What a domain or channel offers to the outside. OpenAPI, the permission table and the tests that
 * walk all endpoints read nothing else; the server's module adds what answers.
 */
export interface Manifest {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly endpoints: readonly Endpoint[];
  readonly webhooks: readonly Webhook[];
  /** HTTP status of each refusal of its own. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly views: readonly View[];
}

export interface Declarations {
  readonly permissions?: readonly Readonly<Record<string, Permission>>[];
  /** Modules or records of endpoints; what else they hold is passed over. */
  readonly endpoints?: readonly object[];
  readonly webhooks?: readonly unknown[];
  readonly refusals?: Readonly<Record<string, number>>;
  readonly views?: readonly unknown[];
}

export function manifest(name: string, declared: Declarations): Manifest {
  const { permissions = [], endpoints = [], webhooks = [], refusals = {}, views = [] } = declared;
  return {
    name,
    permissions: permissions.flatMap((record) => Object.values(record)),
    endpoints: endpoints.flatMap(endpointsIn),
    webhooks: webhooks as readonly Webhook[],
    refusals,
    views: views as readonly View[],
  };
}

function endpointsIn(holder: object): Endpoint[] {
  return Object.values(holder).flatMap((value: unknown) => {
    if (isEndpoint(value)) return [value];
    return typeof value === "object" && value !== null
      ? Object.values(value).filter(isEndpoint)
      : [];
  });
}

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    "permit" in value &&
    "answer" in value
  );
}
