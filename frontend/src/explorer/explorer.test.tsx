import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Explorer, Unreachable } from "./explorer";

const SOMEBODY = { email: "ada@example.org", contractId: "c", jobId: "j" };

it("shows the plain form and who is signed in, once the service has said who asks", async () => {
  const { rerender } = render(<Explorer start={undefined} />);
  expect(screen.queryByLabelText("Query")).toBeNull();
  rerender(<Explorer start={SOMEBODY} />);
  expect(await screen.findByLabelText("Query")).toBeTruthy();
  expect(screen.getByText("Signed in as ada@example.org")).toBeTruthy();
});

it("says that the service is away, and asks again", async () => {
  const handleRetry = vi.fn<() => void>();
  render(<Unreachable onRetry={handleRetry} />);
  expect(screen.getByRole("alert").textContent).toContain("The service did not answer");
  await userEvent.setup().click(screen.getByRole("button", { name: "Try again" }));
  expect(handleRetry).toHaveBeenCalledTimes(1);
});
