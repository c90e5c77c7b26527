export const tv = {
  "tv.title": "Calls",
} as const;
