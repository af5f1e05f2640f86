import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { texts } from "@/shared/texts";
import { Button } from "./button";

const TELL_FOR = 2000;

/** Copies a text; says so for two seconds, also to those who cannot see it. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), TELL_FOR);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const handleCopy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <Button size="small" onClick={() => void handleCopy()}>
      {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      {label}
      <span role="status" className="sr-only">
        {isCopied && texts.copied}
      </span>
    </Button>
  );
};
