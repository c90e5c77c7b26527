import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { compression } from "vite-plugin-compression2";

const server = process.env.WARMLINE_SERVER ?? "http://127.0.0.1:3000";
const nothing = fileURLToPath(new URL("src/nothing.ts", import.meta.url));

export default defineConfig({
  base: "/kiosk/",
  plugins: [
    svelte({ compilerOptions: { runes: true } }),
    // Once at the build instead of at every visit; fonts are compressed as they are.
    compression({ include: /\.(html|js|css|svg)$/, algorithms: ["gzip", "brotliCompress"] }),
  ],
  // receiptline asks for these on Node only, to print images and in other character sets.
  resolve: {
    alias: { "iconv-lite": nothing, pngjs: nothing, stream: nothing, string_decoder: nothing },
  },
  // Rare characters are served beside the pages, not copied into each build.
  build: {
    target: "chrome109",
    chunkSizeWarningLimit: 700,
    rolldownOptions: { external: [/^\/fonts\//] },
  },
  server: { proxy: { "/api": server, "/fonts": server } },
});
