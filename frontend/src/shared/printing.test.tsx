import { fireEvent, render, screen } from "@testing-library/react";
import { lazy, Suspense } from "react";
import { expect, it, vi } from "vitest";
import { SkeletonPage } from "@/components/ui/skeleton";
import { printWhole, usePrinting } from "./printing";

type Part = { default: () => string };

const waiting: ((part: Part) => void)[] = [];
const LatePart = lazy(() => new Promise<Part>((resolve) => void waiting.push(resolve)));
const LOADING = <SkeletonPage blocks={["h-8"]} />;

const Page = () => usePrinting() && <Suspense fallback={LOADING}>{<LatePart />}</Suspense>;

it("prints once parts that were never in view are there", async () => {
  render(<Page />);
  const print = vi.fn<() => void>(() => expect(screen.getByText("the end")).toBeTruthy());
  vi.stubGlobal("print", print);
  const printing = printWhole();
  await screen.findByRole("status");
  expect(print).not.toHaveBeenCalled();
  for (const arrive of waiting) arrive({ default: () => "the end" });
  await printing;
  expect(print).toHaveBeenCalledTimes(1);
});

it("prints by itself at Ctrl+P, which the browser would not wait with, and leaves other keys alone", async () => {
  render(<Page />);
  const print = vi.fn<() => void>();
  vi.stubGlobal("print", print);
  expect(fireEvent.keyDown(window, { key: "p" })).toBe(true);
  expect(fireEvent.keyDown(window, { key: "P", ctrlKey: true, shiftKey: true })).toBe(true);
  expect(fireEvent.keyDown(window, { key: "p", ctrlKey: true })).toBe(false);
  await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(1));
});
