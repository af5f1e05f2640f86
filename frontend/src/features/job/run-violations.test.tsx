import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { RunViolations } from "./run-violations";

const place = { __typename: "Violation", setId: "ours", ruleId: "1", severity: "MANDATORY", message: "no 'eval'", line: 2, column: 4, excerpt: "", suggestion: null, waiver: null, isUndecided: false } as const;

it("says once why rules could not be decided, and that they are no violations", () => {
  const undecided = { ...place, message: "cannot be decided: not Python", line: 1, isUndecided: true };
  render(<RunViolations violations={[place, { ...undecided, ruleId: "2" }, { ...undecided, ruleId: "3" }]} />);
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Mandatoryno 'eval'ours / 1 · line 2"]);
  expect(screen.getByText("cannot be decided: not Python", { exact: false }).textContent).toBe("2 rules cannot be decided: not Python");
  expect(screen.getByText("ours / 2, ours / 3")).toBeTruthy();
});
