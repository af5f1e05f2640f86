import { expect, it } from "vitest";
import { endpointFromSearch, endpointSearch, NEW_ENDPOINT } from "./endpoint-search";

const kept = (change: Partial<typeof NEW_ENDPOINT>) => Object.fromEntries(endpointSearch({ ...NEW_ENDPOINT, ...change }));

it("comes back from the address as it was written", () => {
  const endpoint = { url: "https://example.org/run?model=a", body: '{"input": ["{prompt}", 1], "max_tokens": "{max_tokens}"}', responsePath: "", keyHeader: "x-api-key" };
  expect(endpointFromSearch(new URLSearchParams(endpointSearch(endpoint)))).toEqual(endpoint);
  expect(endpointFromSearch(new URLSearchParams())).toEqual(NEW_ENDPOINT);
});

it("keeps no secret in the address", () => {
  expect(kept({ url: "https://ada:pw@example.org/run?api_key=1&n=2" }).url).toBe("https://example.org/run?n=2");
  expect(kept({ url: "ada:pw@example" }).url).toBe("");
  expect(JSON.parse(kept({ body: '{"apiKey": "sk-1", "token": "{prompt}", "auth": {"password": "x"}, "n": 1}' }).body ?? "")).toEqual({ apiKey: "", token: "{prompt}", auth: { password: "" }, n: 1 });
  expect(kept({ body: '{"apiKey": "sk-1"' }).body).toBe("");
});
