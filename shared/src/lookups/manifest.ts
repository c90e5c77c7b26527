import { manifest } from "../api/manifest.ts";

/** 身份核对: no door of its own; kiosks and conversations count by it. */
export const lookupsManifest = manifest("lookups", {});
