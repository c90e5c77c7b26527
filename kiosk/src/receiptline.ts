/** What we use of receiptline, which puts itself on `window`. */
export type Transform = (
  document: string,
  printer: { cpl: number; encoding: "gb18030"; spacing: boolean; command: "svg" },
) => string;
