import type { FragmentType } from "@apollo/client";
import { useFragment } from "@apollo/client/react";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { type RestrictionChoiceFragment, RestrictionChoiceFragmentDoc } from "./playground.generated";
import { texts } from "./texts";

type ChoiceProps = {
  set: FragmentType<RestrictionChoiceFragment>;
  isChosen: boolean;
  onChange: (isChosen: boolean) => void;
};

/** One restriction set to tick. */
export const RestrictionChoice = ({ set: reference, isChosen, onChange }: ChoiceProps) => {
  const { data: set, complete } = useFragment({ fragment: RestrictionChoiceFragmentDoc, from: reference });
  const id = useId();
  if (!complete) return null;
  return (
    <li className="flex gap-2.5 px-3 py-2.5">
      <Checkbox id={id} className="mt-0.5" checked={isChosen} onCheckedChange={onChange} />
      <label htmlFor={id} className="min-w-0 text-[13px]">
        <span className="font-medium">{set.title}</span>{" "}
        <span className="text-xs text-ink-muted">
          {set.version} · {texts.rules(set.rules.length)}
        </span>
        <span className="line-clamp-2 text-xs text-ink-muted">{set.description}</span>
      </label>
    </li>
  );
};
