export const office = {
  "console.audit.none": "没有记录",
} as const;
