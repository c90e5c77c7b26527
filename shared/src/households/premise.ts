import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import type { HeatingSpace } from "./model.ts";

/** 面积依据: what a space version rests on; the words are `households.basis.<basis>`. */
export const SPACE_BASES = ["title-deed", "survey", "design", "verdict"] as const;
/** The others come about by themselves: registering, and taking over from older documents. */
export type SpaceBasis = (typeof SPACE_BASES)[number] | "registration" | "taken-over";

/** 面积版本: the heated spaces of a premise from a day on. Never changed: another follows it. */
export interface SpaceVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  /** Null for the first alone: it holds from whenever on. */
  readonly from: CityDate | null;
  readonly spaces: readonly HeatingSpace[];
  readonly basis: SpaceBasis;
  /** The number of the document that shows it: title deed, survey … */
  readonly evidence?: string;
  readonly reason?: string;
  readonly requestId?: string;
  /** When it was recorded, and by whom; not always known of what an older program left. */
  readonly at?: Instant;
  readonly byName?: string;
}

/**
 * 房屋: what is heated, whoever lives there. Its id is the household's; which flat it is, is claimed
 * by its canonical room (`residences`), which a corrected address changes, and this does not.
 */
export interface Premise extends Stored {
  /** In the order in which they were recorded; only ever added to. */
  readonly versions: readonly SpaceVersion[];
}

export const premises = collection<Premise>("premises");

type Versions = Pick<Premise, "versions">;

/**
 * The version that holds on a day: the one that began last, and of those that began on one day the
 * one recorded last.
 */
export function spacesOn({ versions }: Versions, day: CityDate): SpaceVersion {
  return versions.filter((version) => beginOf(version) <= day).reduce(laterOf);
}

/** 在册面积: the version that began last, be it in days to come. */
export function spacesOnFile({ versions }: Versions): SpaceVersion {
  return versions.reduce(laterOf);
}

function laterOf(one: SpaceVersion, other: SpaceVersion): SpaceVersion {
  const [begin, otherBegin] = [beginOf(one), beginOf(other)];
  if (begin === otherBegin) return one.version < other.version ? other : one;
  return begin < otherBegin ? other : one;
}

function beginOf({ from }: SpaceVersion): string {
  return from ?? "";
}

/** A premise as it is first registered. */
export function newPremise(
  id: string,
  first: Omit<SpaceVersion, "version" | "from">,
): Body<Premise> {
  return { id, versions: [{ version: 1, from: null, ...first }] };
}

/** A premise with one version more. */
export function withSpaces(
  { id, versions }: Body<Premise>,
  next: Omit<SpaceVersion, "version"> & { readonly from: CityDate },
): Body<Premise> {
  return { id, versions: [...versions, { version: versions.length + 1, ...next }] };
}
