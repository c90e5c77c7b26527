/** Reed-Solomon over GF(256) as QR codes have it (ISO/IEC 18004, 7.5): x⁸ + x⁴ + x³ + x² + 1. */

const FIELD = 0x1_1d;

function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * FIELD);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

/** 生成多项式 of a degree without its leading 1, the highest power first. */
function divisorOf(degree: number): number[] {
  const found = Array.from({ length: degree }, (_, place) => Number(place === degree - 1));
  for (let count = 0, root = 1; count < degree; count += 1) {
    for (const [place, factor] of found.entries()) {
      found[place] = times(factor, root) ^ (found[place + 1] ?? 0);
    }
    root = times(root, 2);
  }
  return found;
}

/** 纠错码字: the remainder of the data by the divisor. */
export function correctionOf(data: readonly number[], degree: number): number[] {
  const divisor = divisorOf(degree);
  let rest = Array.from({ length: degree }, () => 0);
  for (const one of data) {
    const factor = one ^ rest[0]!;
    rest = [...rest.slice(1), 0].map((value, place) => value ^ times(divisor[place]!, factor));
  }
  return rest;
}
