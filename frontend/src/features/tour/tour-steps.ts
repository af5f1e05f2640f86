import { paths } from "@/shared/paths";
import { texts } from "./texts";

/** One stop: the page it is on, what it points at there, and what it says. */
export type TourStep = { path: string; target: string; title: string; words: string; makesDemoJob?: boolean };

const onJob = (jobId: string): TourStep[] => [
  { path: paths.job.link(jobId), target: '[data-testid="verdict"]', ...texts.verdict },
  { path: paths.job.link(jobId), target: 'main [role="group"]', ...texts.runs },
  { path: paths.job.link(jobId), target: "main section:has([role=radio], [type=radio])", ...texts.classes },
];

const MAKE: TourStep = { path: paths.dashboard.link(), target: "main section", makesDemoJob: true, ...texts.make };

/** The whole way; where there is no job to look at, it begins with making the demo job, or for who cannot with the playground. */
export const stepsWith = (jobId: string | undefined, canMake: boolean): TourStep[] => [
  ...(jobId === undefined ? [MAKE].filter(() => canMake) : onJob(jobId)),
  { path: paths.playground.link(), target: "main form", ...texts.playground },
  { path: paths.jobs.link(), target: "main :has(> table)", ...texts.jobs },
];
