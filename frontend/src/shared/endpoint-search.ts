/** How to ask an endpoint of one's own, as the form holds it: the body as the JSON that was typed. */
export type EndpointTexts = { url: string; body: string; responsePath: string; keyHeader: string };

export const ENDPOINT_NAMES = ["url", "body", "responsePath", "keyHeader"] as const;

export const NEW_ENDPOINT: EndpointTexts = { url: "", body: '{\n  "prompt": "{prompt}"\n}', responsePath: "/output", keyHeader: "authorization" };

const SECRET = /key|token|secret|passw|credential|authorization/i;
const PLACEHOLDER = /^\{\w+\}$/;

const withoutSecrets = (value: unknown, name = ""): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, name));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner, key)]));
  return typeof value === "string" && SECRET.test(name) && !/^max_?tokens$/i.test(name) && !PLACEHOLDER.test(value) ? "" : value;
};

/** An address without what it may carry for those who are to get in: name and password, and parameters that are called like a key. */
const publicUrl = (text: string): string => {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text.includes("@") ? "" : text;
  const url = new URL(text);
  const secrets = [...url.searchParams.keys()].filter((name) => SECRET.test(name));
  if (!url.username && !url.password && secrets.length === 0) return text;
  url.username = "";
  url.password = "";
  for (const name of secrets) url.searchParams.delete(name);
  return url.href;
};

/** The body without values that are called like a secret; nothing of one that is no JSON, as nobody knows what is in it. */
const publicBody = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text);
    const open = withoutSecrets(body);
    return JSON.stringify(open) === JSON.stringify(body) ? text : JSON.stringify(open, null, 2);
  } catch {
    return "";
  }
};

/** What an address of the playground keeps of an endpoint: all but secrets. */
export const endpointSearch = ({ url, body, responsePath, keyHeader }: EndpointTexts): [string, string][] => [
  ["url", publicUrl(url)],
  ["body", publicBody(body)],
  ["responsePath", responsePath],
  ["keyHeader", keyHeader],
];

export const endpointFromSearch = (search: URLSearchParams): EndpointTexts => ({
  url: search.get("url") ?? NEW_ENDPOINT.url,
  body: search.get("body") || NEW_ENDPOINT.body,
  responsePath: search.get("responsePath") ?? NEW_ENDPOINT.responsePath,
  keyHeader: search.get("keyHeader") || NEW_ENDPOINT.keyHeader,
});
