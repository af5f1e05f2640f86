import type { FragmentType } from "@apollo/client";
import { useFragment } from "@apollo/client/react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatPercent } from "@/shared/format";
import { texts as sharedTexts } from "@/shared/texts";
import { type ContractPreviewFragment, ContractPreviewFragmentDoc } from "./playground.generated";
import { texts } from "./texts";

const Prompt = ({ title, text }: { title: string; text: string }) => (
  <div className="grid gap-1.5">
    <h3 className="text-xs font-medium text-ink-muted">{title}</h3>
    <p className="text-[13px] leading-relaxed break-words whitespace-pre-wrap">{text}</p>
  </div>
);

const Tests = ({ contract }: { contract: ContractPreviewFragment }) => (
  <div className="grid gap-2">
    <h3 className="text-xs font-medium text-ink-muted">
      {texts.tests} <span className="tabular-nums">({contract.oracleTests.length})</span>
    </h3>
    {contract.oracleTests.length === 0 ? (
      <p className="text-[13px]">{texts.noTests}</p>
    ) : (
      <>
        <ul className="grid divide-y divide-line rounded-md border border-line">
          {contract.oracleTests.map((test) => (
            <li key={test.call + test.description} className="grid gap-0.5 px-3 py-2">
              <span className="text-[13px]">{test.description}</span>
              <code className="font-mono text-xs break-words text-ink-muted">
                {test.call} <span aria-hidden>→</span> <span className="text-ink">{test.expected}</span>
              </code>
            </li>
          ))}
        </ul>
        <p className="text-xs text-ink-muted">{texts.requiredPassRate(formatPercent(contract.requiredPassRate))}</p>
      </>
    )}
  </div>
);

/** What a contract asks for: the prompt as it is sent, and the tests every answer is held against. */
export const ContractPreview = ({ contract: reference }: { contract: FragmentType<ContractPreviewFragment> }) => {
  const { data: contract, complete } = useFragment({ fragment: ContractPreviewFragmentDoc, from: reference });
  if (!complete) return null;
  return (
    <Card className="grid min-w-0 content-start gap-5 p-5">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto text-[15px] font-semibold tracking-tight">{contract.title}</h2>
        <Badge>{sharedTexts.kinds[contract.kind]}</Badge>
        <Badge>
          {contract.name} · {contract.version}
        </Badge>
      </header>
      <Prompt title={texts.prompt} text={contract.prompt} />
      {contract.systemPrompt && <Prompt title={texts.systemPrompt} text={contract.systemPrompt} />}
      <Tests contract={contract} />
    </Card>
  );
};
