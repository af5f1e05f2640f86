import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

configure({ asyncUtilTimeout: 5000, getElementError: (message) => new Error(message ?? "element not found") });

const complaints: unknown[][] = [];

beforeEach(() => {
  complaints.length = 0;
  for (const method of ["error", "warn"] as const) vi.spyOn(console, method).mockImplementation((...words) => complaints.push(words));
});

afterEach(() => {
  cleanup();
  expect(complaints, "nothing may complain on the console").toEqual([]);
});
