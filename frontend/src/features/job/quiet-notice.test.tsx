import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { QuietNotice } from "./quiet-notice";

const SAID = "No answer has come for a while. The provider may be slow, or refuse for now: Skyt asks again by itself, and what has come is kept.";

afterEach(() => vi.useRealTimers());

it("says so when no answer comes for a while, and takes it back with the next event", () => {
  vi.useFakeTimers();
  const { rerender } = render(<QuietNotice key={1} />);
  act(() => vi.advanceTimersByTime(11_999));
  expect(screen.getByRole("status").textContent).toBe("");
  act(() => vi.advanceTimersByTime(1));
  expect(screen.getByRole("status").textContent).toBe(SAID);
  rerender(<QuietNotice key={2} />);
  expect(screen.getByRole("status").textContent).toBe("");
});
