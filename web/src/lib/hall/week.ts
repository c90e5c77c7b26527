/** Days of the week as they stand on a door: from Monday on; 0 is Sunday. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;
