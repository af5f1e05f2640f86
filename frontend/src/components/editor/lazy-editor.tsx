import { useRef, useState } from "react";
import type { DocumentEditor, EditorProps } from "./document-editor";

type LazyEditorProps = Omit<EditorProps, "takeOver"> & { onPlainChange: (text: string) => void };
type Loaded = { Editor: typeof DocumentEditor; takeOver: EditorProps["takeOver"] };

/**
 * A document's editor, which is a plain field until its writer turns to it: the full one is more script than all the rest
 * of the page, and who only reads never needs it. What was written and where the cursor stood is taken over.
 */
export const LazyEditor = ({ onPlainChange, ...props }: LazyEditorProps) => {
  const field = useRef<HTMLTextAreaElement>(null);
  const [loaded, setLoaded] = useState<Loaded>();
  const handleTurn = async () => {
    const { DocumentEditor: Editor } = await import("./document-editor");
    const node = field.current;
    if (!node) return;
    const isWriting = document.activeElement === node;
    setLoaded({ Editor, takeOver: isWriting ? { text: node.value, anchor: node.selectionStart, head: node.selectionEnd } : null });
  };
  if (loaded) return <loaded.Editor {...props} takeOver={loaded.takeOver} />;
  return (
    <textarea
      ref={field}
      aria-label={props.label}
      value={props.initialText}
      onChange={(event) => onPlainChange(event.target.value)}
      onFocus={() => void handleTurn()}
      onPointerEnter={() => void handleTurn()}
      spellCheck={false}
      wrap="off"
      className="block h-[30rem] w-full resize-none rounded-md border border-line bg-surface py-1 pr-2 pl-12 font-mono text-[12.5px] leading-[1.6] text-ink"
    />
  );
};
