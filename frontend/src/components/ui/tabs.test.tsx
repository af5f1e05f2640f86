import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "./tabs";

const NAMES = ["one", "two", "three"];

const Example = () => (
  <Tabs defaultValue="one">
    <TabsList>
      {NAMES.map((name) => (
        <TabsTrigger key={name} value={name}>
          {name}
        </TabsTrigger>
      ))}
    </TabsList>
    {NAMES.map((name) => (
      <TabsContent key={name} value={name}>
        panel {name}
      </TabsContent>
    ))}
  </Tabs>
);

const chosen = () => screen.getByRole("tab", { selected: true }).textContent;

it("shows one panel, named by its tab, and moves by click and by arrow keys", async () => {
  const user = userEvent.setup();
  render(<Example />);
  expect(screen.getByRole("tabpanel", { name: "one" }).textContent).toBe("panel one");
  expect(screen.queryByText("panel two")).toBeNull();
  await user.click(screen.getByRole("tab", { name: "two" }));
  expect(screen.getByRole("tabpanel", { name: "two" }).textContent).toBe("panel two");
  await user.keyboard("{ArrowRight}");
  expect([chosen(), document.activeElement?.textContent]).toEqual(["three", "three"]);
  await user.keyboard("{ArrowRight}");
  expect(chosen()).toBe("one");
  await user.keyboard("{ArrowLeft}{Home}{End}");
  expect(chosen()).toBe("three");
  await user.keyboard("{Tab}");
  expect(document.activeElement).toBe(screen.getByRole("tabpanel", { name: "three" }));
});
