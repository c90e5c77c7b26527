export const lookups = {
  "console.subject.lookupAttempts": "查询次数",
} as const;
