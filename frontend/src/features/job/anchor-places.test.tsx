import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { AnchorPlaces } from "./anchor-places";
import type { Rule } from "./rules";

const place = { __typename: "Violation", setId: "ours", ruleId: "1", severity: "MANDATORY", message: "no 'eval'", line: 2, column: 4, excerpt: "eval(x)", suggestion: "parse it", waiver: null } as const;
const rule = (anchorPlaces: Rule["anchorPlaces"]) => ({ setId: "ours", ruleId: "1", name: "No eval", anchorPlaces }) as unknown as Rule;

it("lists where the anchor breaks a rule, and is not there when it keeps them all", () => {
  const { container, rerender } = render(<AnchorPlaces rules={[rule([])]} />);
  expect(container.textContent).toBe("");
  rerender(<AnchorPlaces rules={[rule([place]), rule([])]} />);
  expect(screen.getByText("The anchor itself breaks 1 rule")).toBeDefined();
  expect(screen.getByText("no 'eval'")).toBeDefined();
});
