# Publication of files too large for a function. Built by `sst deploy`; the context is the repository.
FROM node:24-slim
WORKDIR /platform
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
COPY functions functions
COPY datasets datasets
USER node
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=ExperimentalWarning
CMD ["node", "functions/lambda/publication-task.ts"]
