export const tv = {
  "tv.title": "叫号屏",
} as const;
