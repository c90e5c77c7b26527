/** Elsewhere a suite without its engine is skipped and says so; where CI is set, it must run. */
export function setup(): void {
  if (process.env["CI"] !== "true") return;
  const missing = [
    "WARMLINE_TEST_MONGO_URL",
    "WARMLINE_TEST_REDIS_URL",
    "WARMLINE_TEST_ELASTICSEARCH_URL",
  ].filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`CI needs its engines: ${missing.join(", ")} not set`);
}
