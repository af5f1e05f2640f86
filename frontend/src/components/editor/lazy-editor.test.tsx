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
