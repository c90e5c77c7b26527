import type { Component } from "svelte";
import type { Permission } from "@warmline/shared/access/permission.ts";
import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import type { caseCommands } from "@warmline/shared/cases/commands-api.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import type { ChangedCase } from "@warmline/shared/cases/rows.ts";
import type { PlainMessageKey } from "../messages.svelte.ts";
import { call, type Answer } from "../call.ts";

type Endpoints = typeof caseCommands;
type Endpoint = Endpoints[keyof Endpoints];
type BodyOf<E extends Endpoint> = InputOf<NonNullable<E["body"]>>;

/** What is asked before a command is sent: `D` is what its fields fill, `B` what is sent of it. */
export interface CaseForm<D extends object, B> {
  readonly fields: Component<{ caseRecord: Case; draft: D }, object, "draft">;
  readonly draft: (caseRecord: Case) => D;
  /** `rev` is the revision that the person saw. */
  readonly body: (draft: D, rev: number) => B;
}

/** How the console offers one command on a case. */
interface Offer {
  readonly label: PlainMessageKey;
  /** A single key on the case page. */
  readonly key?: string;
}

/** As the case page meets it, whatever its form asks. */
export interface CaseCommand extends Offer {
  /** Of its endpoint. */
  readonly name: string;
  readonly permit: Permission;
  /** Without one it is sent at once. */
  readonly form: CaseForm<object, unknown> | undefined;
  send(id: string, body?: unknown): Promise<Answer<ChangedCase>>;
}

/** A command whose body says something has a form that fills it. */
type Asking<E extends Endpoint, D extends object> =
  Record<string, never> extends BodyOf<E>
    ? { readonly form?: CaseForm<D, BodyOf<E>> }
    : { readonly form: CaseForm<D, BodyOf<E>> };

/** Declares a command with endpoint, form and what the form fills held together. */
export function caseCommand<E extends Endpoint, D extends object>(
  endpoint: E,
  { form, ...offer }: Offer & Asking<E, D>,
): CaseCommand {
  return {
    ...offer,
    name: endpoint.name,
    permit: endpoint.permit as Permission,
    form: form as CaseForm<object, unknown> | undefined,
    send(id, body = {}) {
      // All have one shape, which the compiler cannot see through the union of their bodies.
      const one = endpoint as Endpoint as Endpoints["note"];
      return call(one, { params: { id }, body: body as BodyOf<Endpoints["note"]> });
    },
  };
}
