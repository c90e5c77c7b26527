import { later, type Instant } from "../kernel/time.ts";

/** 额度: so many messages may be sent until then. */
export interface Grant {
  readonly left: number;
  readonly until: Instant;
}

/** By what they did: a word is worth more than a click, and neither takes from the other. */
export type Deed = "word" | "click";
export type Grants = Readonly<Partial<Record<Deed, Grant>>>;

/** How much a deed is worth; null: as much as there is to say. */
export type Quota = Readonly<
  Record<Deed, { readonly messages: number; readonly withinMs: number }>
> | null;

/** They did something: what it is worth counts anew. */
export function granted(grants: Grants, deed: Deed, quota: Quota, at: Instant): Grants {
  if (quota === null) return grants;
  const { messages, withinMs } = quota[deed];
  return { ...grants, [deed]: { left: messages, until: later(at, withinMs) } };
}

/** One message less, of what ends first. Null: there is none left. */
export function spend(grants: Grants, at: Instant): Grants | null {
  const [deed] = open(grants, at);
  const grant = deed === undefined ? undefined : grants[deed];
  if (deed === undefined || grant === undefined) return null;
  return { ...grants, [deed]: { ...grant, left: grant.left - 1 } };
}

/** One that was never sent may be sent again, as long as any may. */
export function giveBack(grants: Grants, at: Instant): Grants {
  const deed = DEEDS.find((one) => (grants[one]?.until ?? 0) > at);
  const grant = deed === undefined ? undefined : grants[deed];
  if (deed === undefined || grant === undefined) return grants;
  return { ...grants, [deed]: { ...grant, left: grant.left + 1 } };
}

/** How many may be sent now. */
export function leftOf(grants: Grants, at: Instant): number {
  return open(grants, at).reduce((sum, deed) => sum + (grants[deed]?.left ?? 0), 0);
}

/** A click's ends first. */
const DEEDS = ["click", "word"] as const;

function open(grants: Grants, at: Instant): Deed[] {
  return DEEDS.filter((deed) => {
    const grant = grants[deed];
    return grant !== undefined && grant.left > 0 && grant.until > at;
  });
}
