import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

const server = process.env.WARMLINE_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      compilerOptions: { runes: true },
      // Everything is served from our own origin; inline styles are set by the virtual lists.
      csp: {
        mode: "auto",
        directives: {
          "default-src": ["self"],
          "script-src": ["self"],
          "style-src": ["self", "unsafe-inline"],
          "img-src": ["self", "data:", "blob:"],
          "connect-src": ["self"],
          "font-src": ["self"],
          "object-src": ["none"],
          "base-uri": ["self"],
          "frame-ancestors": ["none"],
        },
      },
      // The kept page of a television is answered at any hall's address.
      paths: { relative: false },
      // Only televisions live without a network; they register it themselves, for /tv alone.
      serviceWorker: { register: false },
    }),
  ],
  // Workspace packages are TypeScript sources: bundle them, also into the server half.
  ssr: { noExternal: [/^@warmline\//] },
  // The content policy allows no data: addresses but pictures; the smallest font parts stay files.
  // Rare characters are served beside the pages, not copied into each build.
  build: {
    target: "chrome109",
    assetsInlineLimit: 0,
    rolldownOptions: { external: [/^\/fonts\//] },
  },
  worker: { format: "es" },
  server: {
    proxy: {
      "/api": server,
      "/fonts": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
