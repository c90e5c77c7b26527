import { sameContent } from "../kernel/canonical.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { sameSupply } from "./spaces.ts";
import type { HeatingSpace } from "./model.ts";
import { effectiveStops, type Stop } from "./stops.ts";

/** What a version of a contract came about by; the words are `households.contract.kind.<kind>`. */
export const CONTRACT_CHANGES = [
  "signed",
  "renewed",
  "area-change",
  "class-change",
  "stop",
  "restore",
  "stop-resumed",
  "transfer",
  "ended",
] as const;
export type ContractChange = (typeof CONTRACT_CHANGES)[number];

/** 合同版本: what was agreed from a day on. Never changed: another version follows it. */
export interface ContractVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly kind: ContractChange;
  /**
   * The first day that it holds on; of a signed one, the day of signing, of a renewed one the first
   * of its season.
   */
  readonly from: CityDate;
  readonly holder: string;
  /** The customer that signed, where one was known. */
  readonly customerId?: string;
  /** What is supplied and charged; of an ended one, what was. */
  readonly spaces: readonly HeatingSpace[];
  /** 报停: when no heat is taken, in the order in which they were agreed. */
  readonly stops?: readonly Stop[];
  readonly reason?: string;
  /** The document that shows it. */
  readonly evidence?: string;
  readonly requestId?: string;
  /** When it was recorded, and by whom; not always known of what an older program left. */
  readonly at?: Instant;
  readonly byName?: string;
}

/** 供用热合同: household × season; id is `<householdId>/<season>`. */
export interface Contract extends Stored {
  readonly householdId: string;
  readonly season: string;
  /** Of the newest version. */
  readonly version: number;
  /** The oldest first; only ever added to. */
  readonly versions: readonly ContractVersion[];
}

export const contracts = collection<Contract>("contracts", {
  indexes: { byHousehold: ["householdId", "season"], bySeason: ["season", "version"] },
});

export function contractId(householdId: string, season: string): string {
  return `${householdId}/${season}`;
}

type Versions = Pick<Contract, "versions">;

/** The newest version: by it the season is charged. */
export function agreed({ versions }: Versions): ContractVersion {
  return versions.at(-1)!;
}

/** Who is bound by a version, as another that changes something else repeats it. */
export function signerOf({
  holder,
  customerId,
}: ContractVersion): Pick<ContractVersion, "holder" | "customerId"> {
  return customerId === undefined ? { holder } : { holder, customerId };
}

/** What is supplied by a version, as another that changes something else repeats it. */
export function supplyOf({
  spaces,
  stops,
}: ContractVersion): Pick<ContractVersion, "spaces" | "stops"> {
  return stops === undefined ? { spaces } : { spaces, stops };
}

export function isActive(contract: Versions): boolean {
  return agreed(contract).kind !== "ended";
}

/** A contract with one version more, or a new one with its first. */
export function withVersion(
  before: Contract | null,
  { householdId, season }: Pick<Contract, "householdId" | "season">,
  next: Omit<ContractVersion, "version">,
): Body<Contract> {
  const version = (before?.version ?? 0) + 1;
  const versions = [...(before?.versions ?? []), { version, ...next }];
  return { id: contractId(householdId, season), householdId, season, version, versions };
}

/** Why what was charged is not what is agreed; the words are `households.mismatch.<why>`. */
export const MISMATCHES = ["ended", "otherwise"] as const;

/** 账约不符: a season that was charged by a version that does not hold any more. */
export interface Mismatch {
  readonly householdId: string;
  readonly season: string;
  readonly why: (typeof MISMATCHES)[number];
  /** The versions that it was charged by and that holds. */
  readonly charged: number;
  readonly agreed: number;
}

/**
 * Whether a season is charged otherwise than agreed; null: it is not. A version that changes
 * nothing of what is charged, such as another holder, is no mismatch.
 */
export function mismatchOf(contract: Contract, chargedBy: number): Mismatch | null {
  const { householdId, season, version, versions } = contract;
  const of = { householdId, season, charged: chargedBy, agreed: version };
  if (!isActive(contract)) return { ...of, why: "ended" };
  const charged = versions[chargedBy - 1];
  const same = charged !== undefined && isSupplied(charged, agreed(contract));
  return same ? null : { ...of, why: "otherwise" };
}

/** Whether two versions are charged alike, spaces and stops. */
function isSupplied(one: ContractVersion, other: ContractVersion): boolean {
  const [before, after] = [effectiveStops(one.stops), effectiveStops(other.stops)];
  return sameSupply(one.spaces, other.spaces) && sameContent(before, after);
}
