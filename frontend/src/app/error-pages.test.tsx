import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CrashedPart } from "./error-pages";

it("is loaded again by itself once there is a connection, where there was none", () => {
  const reload = vi.fn<() => void>();
  vi.stubGlobal("location", { ...window.location, reload });
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  render(<CrashedPart />);
  expect(screen.getByText("There is no connection. It is loaded by itself as soon as there is one.")).toBeTruthy();
  window.dispatchEvent(new Event("online"));
  expect(reload).toHaveBeenCalledTimes(1);
  vi.unstubAllGlobals();
});

it("asks to load again what failed for another reason", () => {
  render(<CrashedPart />);
  expect(screen.getByText("Load it again; if that does not help, tell whoever runs this server.")).toBeTruthy();
});
