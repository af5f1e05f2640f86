import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Link, MemoryRouter, Route, Routes } from "react-router";
import { afterEach, expect, it, vi } from "vitest";
import { Boundary } from "./boundary";

const Broken = () => {
  throw new Error("cannot be drawn");
};

afterEach(() => vi.restoreAllMocks());

it("shows the fallback for a page that fails, and the next page when it is visited", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const user = userEvent.setup();
  render(
    <MemoryRouter initialEntries={["/broken"]}>
      <Link to="/whole">elsewhere</Link>
      <Boundary fallback={<p>This page failed.</p>}>
        <Routes>
          <Route path="/broken" element={<Broken />} />
          <Route path="/whole" element={<p>This page is whole.</p>} />
        </Routes>
      </Boundary>
    </MemoryRouter>,
  );
  expect(screen.getByText("This page failed.")).toBeTruthy();
  await user.click(screen.getByRole("link", { name: "elsewhere" }));
  expect(await screen.findByText("This page is whole.")).toBeTruthy();
  expect(screen.queryByText("This page failed.")).toBeNull();
});
