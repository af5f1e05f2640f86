import { parse, stringify } from "yaml";
import type { DocumentFormat } from "./document-editor";

/** The same document in the other format; undefined where it cannot be read yet. YAML's comments are lost in JSON. */
export const converted = (text: string, to: DocumentFormat): string | undefined => {
  try {
    const value: unknown = to === "JSON" ? parse(text) : JSON.parse(text);
    return to === "JSON" ? `${JSON.stringify(value, null, 2)}\n` : stringify(value, { lineWidth: 110 });
  } catch {
    return undefined;
  }
};
