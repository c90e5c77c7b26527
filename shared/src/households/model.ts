import type { Alias } from "./alias.ts";
import type { AreaMilli } from "../kernel/area.ts";
import type { Price10k } from "../kernel/price.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** Few enough to be shown whole; buildings and units are asked for by what is above them. */
export const UPPER_KINDS = ["head-office", "branch", "station", "hall", "service-point"] as const;
export type UpperKind = (typeof UPPER_KINDS)[number];

/** 机构: head office → branch → heat-exchange station → building → unit; halls, counters, points. */
export type OrgKind = UpperKind | "building" | "unit";

export interface OrgNode extends Stored {
  readonly kind: OrgKind;
  readonly name: string;
  readonly nameEn?: string;
  /** Null for the head office alone. */
  readonly parentId: string | null;
  /** Ids from the head office down to this node, itself included. */
  readonly path: readonly string[];
}

export const orgNodes = collection<OrgNode>("orgNodes", {
  indexes: { byKind: ["kind", "name"], byParent: ["parentId", "name"] },
});

export type Settlement = "area" | "meter" | "two-part";

/** 用热面积: one heated space of a household. */
export interface HeatingSpace {
  readonly id: string;
  readonly label: string;
  readonly buildingAreaMilli: AreaMilli;
  readonly innerAreaMilli: AreaMilli;
  readonly usableAreaMilli: AreaMilli;
  /** 计费面积, what is charged. */
  readonly billingAreaMilli: AreaMilli;
  readonly storeyHeightMm: number;
  /** 价格类别, a code of the catalogue. */
  readonly priceClass: string;
  /** 房屋类型, a code of the catalogue; absent: unknown. */
  readonly houseType?: string;
  readonly settlement: Settlement;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly relation: "owner" | "tenant" | "family" | "contact";
  /** E.164; normalised on write. */
  readonly phones: readonly string[];
}

export interface Address {
  readonly district: string;
  readonly community: string;
  readonly building: string;
  readonly unit: string;
  readonly room: string;
}

export interface Place {
  readonly branchId: string;
  readonly stationId: string;
  readonly buildingId: string;
  readonly unitId: string;
}

/** Who held a household until a transfer (过户). */
export interface FormerHolder {
  readonly name: string;
  readonly customerId?: string;
  /** The first day that it was another's. */
  readonly until: CityDate;
  /** The document that shows it, by its number. */
  readonly evidence: string;
  readonly reason: string;
  readonly at: Instant;
  readonly byName: string;
}

/** 用户. */
export interface Household extends Stored {
  /** 户号: nine digits, the last a check digit (see number.ts). */
  readonly number: string;
  /** 户名, the contract holder's name as it is printed, whatever the customer is called later. */
  readonly name: string;
  /** The customer that holds it; without one only the name is known. */
  readonly customerId?: string;
  readonly people: readonly Person[];
  /** Removed people, newest last, so that a removal can be undone exactly. */
  readonly formerPeople?: readonly Person[];
  /** All phones of its people without extensions, as callers show them, for finding it by any. */
  readonly phones: readonly string[];
  readonly address: Address;
  readonly place: Place;
  /** On file: of the premise's version that began last. */
  readonly spaces: readonly HeatingSpace[];
  /** What these use of the charging catalogue, to be counted by; see spaces.ts. */
  readonly uses?: readonly string[];
  /** 历任户主: whose it was before, the oldest first. */
  readonly formerHolders?: readonly FormerHolder[];
  /** By what else it is known; each is claimed, see alias.ts. */
  readonly aliases?: readonly Alias[];
}

export const households = collection<Household>("households", {
  indexes: {
    byPhone: ["phones[]"],
    byUse: ["uses[]"],
    byBranch: ["place.branchId", "number"],
    byBuilding: ["place.buildingId", "number"],
    byCustomer: ["customerId", "place.branchId", "number"],
  },
  sparse: ["byCustomer"],
  unique: { number: ["number"] },
});

/**
 * Who lives in a flat; its id is `<unitId>/<canonical room>`. A claim, as an address may be
 * corrected: the same flat is never two households, whoever registers it where at the same moment.
 */
export interface Residence extends Stored {
  readonly householdId: string | null;
}

export const residences = collection<Residence>("residences");

/** What a price said before it was corrected, so that what was charged by it stays explained. */
export interface FormerPrice {
  readonly price10k: Price10k;
  readonly approvedBy: string;
  /** What was charged until then was charged by it. */
  readonly correctedAt: Instant;
  readonly correctedBy: string;
  readonly reason: string;
}

/** 单价, effective-dated; who entered it stands in its audit stamp. */
export interface Tariff extends Stored {
  /** 计费项目, a code of the catalogue, which names the unit that it is the price of. */
  readonly component: string;
  /** A code of the catalogue. */
  readonly priceClass: string;
  readonly from: CityDate;
  /** Exclusive; null while it holds. The same as `from`: withdrawn before it ever held. */
  readonly to: CityDate | null;
  /** Of a component that is a share of the area charge: 1/10000 per cent. */
  readonly price10k: Price10k;
  /** The document that approves it (物价批文), by its number. */
  readonly approvedBy: string;
  /** 更正: what it said before, oldest first. */
  readonly former?: readonly FormerPrice[];
}

export const tariffs = collection<Tariff>("tariffs", {
  indexes: { byComponent: ["component", "priceClass", "from"] },
  unique: { componentFrom: ["component", "priceClass", "from"] },
});

/** 采暖期, its id the name: `2025-2026`. */
export interface Season extends Stored {
  readonly from: CityDate;
  /** Inclusive. */
  readonly to: CityDate;
  readonly days: number;
}

export const seasons = collection<Season>("seasons", { indexes: { byFrom: ["from"] } });
