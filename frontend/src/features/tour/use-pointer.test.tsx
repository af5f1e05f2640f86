import { act, render } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { usePointer } from "./use-pointer";

const Pointer = () => {
  usePointer("main p");
  return null;
};

const grow = async (html: string) => {
  await act(async () => {
    document.body.insertAdjacentHTML("beforeend", html);
    await Promise.resolve();
  });
};

it("keeps what it points at in view while the page fills, until the reader looks elsewhere", async () => {
  const seen: string[] = [];
  Element.prototype.scrollIntoView = function scrollIntoView() {
    seen.push(this.textContent ?? "");
  };
  const { unmount } = render(<Pointer />);
  await grow("<main><p>verdict</p></main>");
  await vi.waitFor(() => expect(seen).toEqual(["verdict"]));
  await grow("<aside></aside>");
  await vi.waitFor(() => expect(seen).toEqual(["verdict", "verdict"]));
  window.dispatchEvent(new Event("wheel"));
  await grow("<footer></footer>");
  expect(seen).toEqual(["verdict", "verdict"]);
  expect(document.querySelector("[data-tour-target]")?.textContent).toBe("verdict");
  unmount();
  expect(document.querySelector("[data-tour-target]")).toBeNull();
});
