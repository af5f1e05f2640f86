# The last stage is one image for API and workers; `frontend` is the page alone.
FROM node:20-slim AS page
WORKDIR /skyt/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY schema.graphql /skyt/schema.graphql
COPY frontend ./
RUN npm run build

FROM caddy:2.10 AS frontend
COPY deploy/frontend.Caddyfile /etc/caddy/Caddyfile
COPY --from=page /skyt/frontend/dist /srv
# The program's right to ports below 1024 is of no use here, and a container without capabilities refuses to start what has it.
RUN setcap -r /usr/bin/caddy
USER 10001
EXPOSE 8080

FROM python:3.11-slim
WORKDIR /skyt
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . && useradd --system --uid 10001 skyt
# What an API process loads is compiled once, and not again in each container, which could not keep it.
RUN python -OO -X no_debug_ranges -c "import api.app, api.auth.oidc"
COPY --from=page /skyt/frontend/dist frontend/dist
USER 10001
EXPOSE 8700
CMD ["skyt", "worker"]
