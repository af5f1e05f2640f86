import { useApolloClient } from "@apollo/client/react";
import { Download, Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { describeError } from "@/shared/network-error";
import { paths } from "@/shared/paths";
import { printWhole } from "@/shared/printing";
import { JobBundleDocument } from "./job-actions.generated";
import { texts } from "./texts";

const FORMATS = ["csv", "json", "ndjson", "parquet"] as const;

const linkStyle = "flex items-center gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover [&_svg]:size-4 [&_svg]:text-ink-muted";

/** The bundle's address is good for minutes only: it is asked for when it is wanted. */
const BundleButton = ({ jobId }: { jobId: string }) => {
  const client = useApolloClient();
  const [problem, setProblem] = useState("");
  const handlePress = async () => {
    setProblem("");
    try {
      const { data } = await client.query({ query: JobBundleDocument, variables: { id: jobId }, fetchPolicy: "network-only" });
      const bundle = data?.job?.result?.bundle;
      if (bundle) window.location.assign(bundle.url);
      else setProblem(texts.exports.noBundle);
    } catch (error) {
      setProblem(describeError(error).title);
    }
  };
  return (
    <>
      <button type="button" className={linkStyle} onClick={() => void handlePress()}>
        <Download aria-hidden />
        <span>
          {texts.exports.bundle}
          <span className="block text-xs text-ink-muted">{texts.exports.bundleHint}</span>
        </span>
      </button>
      {problem && (
        <p role="alert" className="px-2 text-xs text-bad">
          {problem}
        </p>
      )}
    </>
  );
};

/** Everything that an ended job can be taken away as; without a result there is nothing to replay. */
export const JobExports = ({ jobId, hasResult }: { jobId: string; hasResult: boolean }) => (
  <Popover
    isOpenAtFirst
    trigger={
      <Button size="small">
        <Download aria-hidden />
        {texts.exports.button}
      </Button>
    }
  >
    <p className="px-2 pb-1 text-xs font-medium text-ink-muted">{texts.exports.title}</p>
    <div className="grid">
      {FORMATS.map((format) => (
        <a key={format} href={paths.jobExport(jobId, format)} download className={linkStyle}>
          <Download aria-hidden />
          {texts.exports.formats[format]}
        </a>
      ))}
      {hasResult && <BundleButton jobId={jobId} />}
      <button type="button" className={linkStyle} onClick={() => void printWhole()}>
        <Printer aria-hidden />
        {texts.exports.print}
      </button>
    </div>
  </Popover>
);
