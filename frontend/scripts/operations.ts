import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { type DocumentNode, print } from "graphql";
import type { Plugin } from "vite";

const SOURCE = new URL("../src/", import.meta.url).pathname;
const PREFIX = "virtual:operations/";

const generatedDocument = (name: string): DocumentNode => {
  const line = `export const ${name}Document = `;
  for (const path of readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".generated.ts"))) {
    const text = readFileSync(join(SOURCE, path), "utf8");
    const start = text.indexOf(line);
    if (start >= 0) return JSON.parse(text.slice(start + line.length, text.indexOf(" as unknown as ", start))) as DocumentNode;
  }
  throw new Error(`no generated file holds the operation ${name}`);
};

/** The text in which the client sends an operation; it adds to what is written, so it is asked itself. */
const sentText = (document: DocumentNode): Promise<string> =>
  new Promise((resolve, reject) => {
    const listen = new ApolloLink(({ query }) => {
      resolve(print(query));
      return new Observable((observer) => observer.complete());
    });
    new ApolloClient({ link: listen, cache: new InMemoryCache(), dataMasking: true }).query({ query: document }).catch(reject);
  });

/** Modules named virtual:operations/NAME, each an operation as text: for what must ask before the client is there. */
export const operations = (): Plugin => ({
  name: "operations",
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
  load: async (id) => (id.startsWith(`\0${PREFIX}`) ? `export default ${JSON.stringify(await sentText(generatedDocument(id.slice(PREFIX.length + 1))))}` : null),
});
