import type { CompareJobsQuery } from "./compare.generated";

export type Compared = CompareJobsQuery["compareWithFirst"][number];
export type ComparedValue = Compared["values"][number];
