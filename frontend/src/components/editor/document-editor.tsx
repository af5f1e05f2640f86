import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import { jsonCompletions, yamlCompletions } from "./completions";
import { editorTheme } from "./editor-theme";
import type { JsonSchema } from "./schema-words";

export type DocumentFormat = "YAML" | "JSON";
export type EditorFault = { message: string; path: string; line: number | null };

const languageOf = (format: DocumentFormat): Extension => (format === "YAML" ? yaml() : json());
const completionsOf = (format: DocumentFormat) => (format === "YAML" ? yamlCompletions : jsonCompletions);

/** How far a line is indented; an empty one is marked whole. */
const indentOf = (text: string): number => Math.max(text.search(/\S/), 0);

const diagnosticsOf = (faults: readonly EditorFault[], document: Text): Diagnostic[] =>
  faults
    .filter(({ line }) => line !== null && line >= 1 && line <= document.lines)
    .map(({ message, line }) => {
      const { from, to, text } = document.line(line ?? 1);
      return { from: from + indentOf(text), to, severity: "error", message };
    });

export type EditorProps = {
  label: string;
  initialText: string;
  format: DocumentFormat;
  faults: readonly EditorFault[];
  schema: JsonSchema;
  onChange: (text: string) => void;
  /** What was being written, and where, in the field that this editor takes the place of. */
  takeOver?: { text: string; anchor: number; head: number } | null;
};

/** A text editor for a document in YAML or JSON: faults stand at their lines, keys and values are completed. The tab key leaves it. */
export const DocumentEditor = ({ label, initialText, format, faults, schema, onChange, takeOver = null }: EditorProps) => {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const handleChange = useEffectEvent(onChange);

  useEffect(() => {
    if (!host.current) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initialText,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          closeBrackets(),
          languageOf(format),
          syntaxHighlighting(classHighlighter),
          // Its icons are letters that stand for nothing here.
          autocompletion({ override: [completionsOf(format)(schema)], icons: false }),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => update.docChanged && handleChange(update.state.doc.toString())),
          editorTheme,
        ],
      }),
    });
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    editor.scrollDOM.tabIndex = 0;
    view.current = editor;
    if (takeOver?.text === initialText) {
      editor.dispatch({ selection: { anchor: takeOver.anchor, head: takeOver.head } });
      editor.focus();
    }
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, initialText, format, schema, takeOver]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(faults, editor.state.doc)));
  }, [faults]);

  return <div ref={host} className="overflow-hidden rounded-md border border-line bg-surface" />;
};
