/** Stands for the Node modules that receiptline can do without in a browser; see vite.config.ts. */
export const PNG = undefined;
