import { EditorView } from "@codemirror/view";
import { act, screen, waitFor } from "@testing-library/react";

/** The editor of that name, left again: this DOM tells a change of selection at once and not later, which an editor that has the focus does not take. */
export const editorOf = async (name: string): Promise<EditorView> => {
  const view = await focusedEditorOf(name);
  act(() => view.contentDOM.blur());
  return view;
};

/** The editor of that name, once it has taken the place of the plain field; its writer turns to it first. */
export const focusedEditorOf = async (name: string): Promise<EditorView> => {
  const field = await screen.findByRole("textbox", { name });
  act(() => field.focus());
  return waitFor(() => {
    const view = EditorView.findFromDOM(screen.getByRole("textbox", { name }));
    if (!view) throw new Error(`${name} is still a plain field`);
    return view;
  });
};

/** Put a text in the place of the first that is found. */
export const replaceIn = async (name: string, old: string | RegExp, text: string): Promise<void> => {
  const view = await editorOf(name);
  const document = view.state.doc.toString();
  const found = typeof old === "string" ? old : (old.exec(document)?.[0] ?? "");
  const from = document.indexOf(found);
  act(() => view.dispatch({ changes: { from, to: from + found.length, insert: text } }));
};
