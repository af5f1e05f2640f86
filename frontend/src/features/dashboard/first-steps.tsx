import { Sparkles, X } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useCanWrite } from "@/shared/apollo/use-can-write";
import { paths } from "@/shared/paths";
import { texts as sharedTexts } from "@/shared/texts";
import { goToTourStep } from "@/shared/tour";
import { texts } from "./texts";
import { useFirstSteps } from "./use-first-steps";

const ASKED_FOR = "tour";

type StepActionProps = { action: string; target: string | null };

/** Leads to where a step is taken; where there is no job to read yet, to the beginning of the tour, which makes one. Viewers, who may not run jobs, are led to none that does. */
const StepAction = ({ action, target }: StepActionProps) => {
  const canWrite = useCanWrite();
  if (target === paths.playground.link() && !canWrite) return <p className="text-[13px] text-ink-muted">{sharedTexts.viewerCannotRun}</p>;
  if (target !== null) {
    return (
      <Button asChild size="small">
        <Link to={target}>{action}</Link>
      </Button>
    );
  }
  return (
    canWrite && (
      <Button size="small" onClick={() => goToTourStep(0)}>
        {texts.tour.makeDemo}
      </Button>
    )
  );
};

/** The first-run tour: from the demo job over a job of one's own to a comparison; it stays until the viewer puts it away, once for every browser, and comes back where the address asks for it. `demoJobId` is null where there is no finished job, undefined until that is known. */
export const FirstSteps = ({ demoJobId }: { demoJobId: string | null | undefined }) => {
  const [search, setSearch] = useSearchParams();
  const { areHidden, hide } = useFirstSteps();
  if (areHidden && !search.has(ASKED_FOR)) return null;
  const targets = [demoJobId === undefined ? paths.jobs.link() : demoJobId && paths.job.link(demoJobId), paths.playground.link(), paths.jobs.link()];
  const handleDone = () => {
    void hide();
    setSearch({}, { replace: true });
  };
  return (
    <section aria-label={texts.tour.title}>
      <Card className="grid gap-4 p-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 className="mr-auto text-[15px] font-semibold tracking-tight">{texts.tour.title}</h2>
          <Button size="small" variant="primary" onClick={() => goToTourStep(0)}>
            <Sparkles aria-hidden />
            {texts.tour.take}
          </Button>
          <Button variant="ghost" size="small" onClick={handleDone}>
            <X aria-hidden />
            {texts.tour.done}
          </Button>
        </div>
        <ol className="grid gap-4 md:grid-cols-3">
          {texts.tour.steps.map(({ title, words, action }, index) => (
            <li key={title} className="grid content-start justify-items-start gap-2 rounded-md bg-sunken p-4">
              <h3 className="flex items-center gap-2 text-[13px] font-semibold">
                <span aria-hidden className="grid size-5 place-items-center rounded-full bg-accent text-xs text-accent-ink tabular-nums">
                  {index + 1}
                </span>
                {title}
              </h3>
              <p className="text-[13px] text-ink-muted">{words}</p>
              <StepAction action={action} target={targets[index] ?? null} />
            </li>
          ))}
        </ol>
      </Card>
    </section>
  );
};
