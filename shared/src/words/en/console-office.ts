export const office = {
  "console.audit.none": "No records",
} as const;
