import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { areaMilli, type AreaMilli } from "@warmline/shared/kernel/area.ts";

/** 套内面积 of all spaces of a contract: by it a relief with a rate is reckoned. */
export function innerAreaOf(contract: Contract): AreaMilli {
  const inner = agreed(contract).spaces.map(({ innerAreaMilli }) => innerAreaMilli);
  return areaMilli(inner.reduce<number>((sum, area) => sum + area, 0));
}
