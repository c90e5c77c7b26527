/** A band as a form holds it: up to or above which bound, and the share in per cent, as typed. */
export interface BandDraft {
  bound: string;
  share: string;
}

export const BANDS_MAX = 10;
