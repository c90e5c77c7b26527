/** 满意度: 1 satisfied, 2 neither, 3 not satisfied, as the keys of the telephone have it. */
export const SCORES = [1, 2, 3] as const;
export type Score = (typeof SCORES)[number];
