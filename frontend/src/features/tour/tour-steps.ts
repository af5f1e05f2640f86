import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** One stop: the page it is on, what it points at there, and what it says. */
export type TourStep = { path: string; target: string; title: string; words: string };

const onJob = (jobId: string): TourStep[] => [
  { path: paths.job.link(jobId), target: '[data-testid="verdict"]', ...texts.verdict },
  { path: paths.job.link(jobId), target: 'main [role="group"]', ...texts.runs },
  { path: paths.job.link(jobId), target: "main section:has([role=radio], [type=radio])", ...texts.classes },
];

/** The whole way; where there is no finished job to look at, it begins with a job of one's own. */
export const stepsWith = (jobId: string | undefined): TourStep[] => [
  ...(jobId === undefined ? [] : onJob(jobId)),
  { path: paths.playground.link(), target: "main form", ...texts.playground },
  { path: paths.jobs.link(), target: "main :has(> table)", ...texts.jobs },
];
