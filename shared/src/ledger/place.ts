/** Branch, station and building of a household, as its entries keep them: `b1/s2/b3`. */
export function placePath(place: {
  readonly branchId: string;
  readonly stationId: string;
  readonly buildingId: string;
}): string {
  return `${place.branchId}/${place.stationId}/${place.buildingId}`;
}
