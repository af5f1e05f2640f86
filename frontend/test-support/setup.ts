import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";

configure({ asyncUtilTimeout: 20_000, getElementError: (message) => new Error(message ?? "element not found") });

const complaints: unknown[][] = [];

/** Everything is in view at once: there is no layout in which a reader could be far from it. */
class EverythingInView implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  private readonly callback: IntersectionObserverCallback;
  constructor(callback: IntersectionObserverCallback) {
    this.callback = callback;
  }
  observe(): void {
    this.callback([{ isIntersecting: true } as IntersectionObserverEntry], this);
  }
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}

beforeEach(() => {
  if (typeof window !== "undefined") {
    vi.stubGlobal("IntersectionObserver", EverythingInView);
    // There are no popovers here: what is in one is always in the document.
    HTMLElement.prototype.hidePopover = () => {};
  }
  complaints.length = 0;
  for (const method of ["error", "warn"] as const) vi.spyOn(console, method).mockImplementation((...words) => complaints.push(words));
});

afterEach(() => {
  cleanup();
  if (typeof window !== "undefined") for (const storage of [sessionStorage, localStorage]) storage.clear();
  expect(complaints, "nothing may complain on the console").toEqual([]);
});
