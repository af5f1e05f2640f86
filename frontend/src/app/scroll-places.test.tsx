import { fireEvent, render, screen } from "@testing-library/react";
import { Link, MemoryRouter, useNavigate } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useScrollPlaces } from "./scroll-places";

let scrolled: number[];
let tests = 0;

const Page = () => {
  const navigate = useNavigate();
  useScrollPlaces();
  return (
    <>
      <Link to="/contracts">contracts</Link>
      <Link to="/jobs?status=FAILED">failed jobs</Link>
      <button type="button" onClick={() => navigate(-1)}>
        back
      </button>
    </>
  );
};

/** What the reader does: the page is so far down now. */
const readTo = (place: number): void => {
  vi.spyOn(window, "scrollY", "get").mockReturnValue(place);
  window.dispatchEvent(new Event("scroll"));
};

const press = (name: string): void => void fireEvent.click(screen.getByText(name));

beforeEach(() => {
  scrolled = [];
  tests += 1;
  vi.spyOn(window, "scrollTo").mockImplementation(((_x: number, y: number) => void scrolled.push(y)) as typeof window.scrollTo);
  render(
    <MemoryRouter initialEntries={[{ pathname: "/jobs", key: `first of test ${tests}` }]}>
      <Page />
    </MemoryRouter>,
  );
});

afterEach(() => vi.restoreAllMocks());

it("begins another page at its top, and goes back to where the reader was", () => {
  readTo(640);
  press("contracts");
  expect(scrolled).toEqual([0]);
  readTo(80);
  press("back");
  expect(scrolled).toEqual([0, 640]);
});

it("stays where it is when only the search changes", () => {
  readTo(640);
  press("failed jobs");
  expect(scrolled).toEqual([]);
});
