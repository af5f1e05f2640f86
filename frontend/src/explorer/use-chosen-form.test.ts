import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { useChosenForm } from "./use-chosen-form";

afterEach(() => localStorage.clear());

it("is the plain form until GraphiQL is chosen, which the next visit has at once", () => {
  const first = renderHook(useChosenForm);
  expect(first.result.current.isGraphiql).toBe(false);
  act(() => first.result.current.choose(true));
  expect(first.result.current.isGraphiql).toBe(true);
  const next = renderHook(useChosenForm);
  expect([next.result.current.isGraphiql, next.result.current.written]).toEqual([true, undefined]);
  act(() => next.result.current.choose(false));
  expect(renderHook(useChosenForm).result.current.isGraphiql).toBe(false);
});

it("hands on what was written last", () => {
  const { result } = renderHook(useChosenForm);
  act(() => {
    result.current.handleWritten({ query: "{ a }" });
    result.current.handleWritten({ query: "{ b }", variables: "{}" });
  });
  expect(result.current.written).toBeUndefined();
  act(() => result.current.choose(true));
  expect(result.current.written).toEqual({ query: "{ b }", variables: "{}" });
});
