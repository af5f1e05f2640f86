import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { createService, renderApplication } from "@test/render-application";

const sessionRows = () => within(screen.getByRole("main")).getAllByRole("listitem").filter((row) => row.textContent.includes("last used"));

it("shows twenty sessions of many, the present one first, and the others when asked", async () => {
  const service = createService();
  const [present, other] = service.organization.sessions;
  if (!present || !other) throw new Error("the sample has two sessions");
  service.organization.sessions = [...Array.from({ length: 24 }, (_, place) => ({ ...other, id: `session-${place + 10}` })), present];
  const { user } = renderApplication("/settings/sessions", service);
  await screen.findByText("This session");
  expect([sessionRows().length, sessionRows()[0]?.textContent.includes("This session")]).toEqual([20, true]);
  await user.click(screen.getByRole("button", { name: "Show 5 more sessions" }));
  expect(sessionRows()).toHaveLength(25);
  expect(screen.queryByRole("button", { name: /more session/ })).toBeNull();
});
