# One image for API and worker; the API also serves the built page.
FROM node:20-slim AS page
WORKDIR /skyt/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY schema.graphql /skyt/schema.graphql
COPY frontend ./
RUN npm run build

FROM python:3.11-slim
WORKDIR /skyt
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation -e . && useradd --system --uid 10001 skyt
COPY --from=page /skyt/frontend/dist frontend/dist
USER skyt
EXPOSE 8700
CMD ["skyt", "worker"]
