# Warmline in a container: screens built, packages for development and the demo city left behind.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /warmline
COPY package.json package-lock.json ./
COPY shared/package.json shared/
COPY bots/package.json bots/
COPY search/package.json search/
COPY server/package.json server/
COPY web/package.json web/
COPY kiosk/package.json kiosk/
COPY demo/package.json demo/
COPY fonts/package.json fonts/
COPY bench/package.json bench/
COPY tests/package.json tests/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /warmline
COPY --from=build /warmline/package.json ./
COPY --from=build /warmline/node_modules node_modules
COPY --from=build /warmline/shared shared
COPY --from=build /warmline/bots bots
COPY --from=build /warmline/search search
COPY --from=build /warmline/server server
COPY --from=build /warmline/web/package.json web/
COPY --from=build /warmline/web/build web/build
COPY --from=build /warmline/kiosk/dist kiosk/dist
COPY --from=build /warmline/fonts fonts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
# Not through npm: the process itself must get SIGTERM, so that it ends in order.
CMD ["node", "server/src/main.ts"]
