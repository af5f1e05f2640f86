import { forEachDiagnostic } from "@codemirror/lint";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { focusedEditorOf } from "@test/editor";
import { LazyEditor } from "./lazy-editor";

const NOTHING: never[] = [];

const Held = () => {
  const [text, setText] = useState("id: a\n");
  return <LazyEditor label="Document" initialText={text} format="YAML" faults={NOTHING} schema={{}} onChange={() => {}} onPlainChange={setText} />;
};

const FAULTS = [{ message: "too short", path: "$.rules[0].id", line: 2 }];

it("marks a fault at its words, not at the space before them", async () => {
  render(<LazyEditor label="Document" initialText={"rules:\n  - id: a\n"} format="YAML" faults={FAULTS} schema={{}} onChange={() => {}} onPlainChange={() => {}} />);
  const view = await focusedEditorOf("Document");
  const marked: [number, number, string][] = [];
  forEachDiagnostic(view.state, ({ message }, from, to) => marked.push([from, to, message]));
  expect(marked).toEqual([[9, 16, "too short"]]);
});

it("takes over what was written, and where, before the full editor was there", async () => {
  render(<Held />);
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Document" });
  field.focus();
  fireEvent.change(field, { target: { value: "id: abc\n" } });
  field.setSelectionRange(7, 7);
  const view = await focusedEditorOf("Document");
  expect(view.state.doc.toString()).toBe("id: abc\n");
  expect(view.state.selection.main.head).toBe(7);
  expect(view.hasFocus).toBe(true);
});
