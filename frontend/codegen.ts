import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  // The explorer's examples are shown, not run by this page; their test checks them against the schema.
  documents: ["src/**/*.graphql", "!src/explorer/examples/*.graphql"],
  generates: {
    "src/": {
      preset: "near-operation-file",
      presetConfig: { extension: ".generated.ts" },
      plugins: ["typescript-operations", "typed-document-node"],
      config: {
        customDirectives: { apolloUnmask: true },
        defaultScalarType: "unknown",
        nonOptionalTypename: true,
        inlineFragmentTypes: "mask",
        scalars: { Date: "string", DateTime: "string", ID: "string", JSON: "unknown" },
        skipTypeNameForRoot: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
