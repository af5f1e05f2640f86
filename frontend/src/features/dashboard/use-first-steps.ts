import { useMutation } from "@apollo/client/react";
import { useQuery } from "@/shared/apollo/use-query";
import { FirstStepsDocument, HideFirstStepsDocument } from "./dashboard.generated";

/** What the service said last, so that a page does not show for a moment what was put away. */
const REMEMBERED = "skyt.first-steps-done";

const remember = (areHidden: boolean) => (areHidden ? localStorage.setItem(REMEMBERED, "yes") : localStorage.removeItem(REMEMBERED));

/** Whether the viewer has put the first steps away, in whatever browser, and a way to do so. */
export const useFirstSteps = () => {
  const { data } = useQuery(FirstStepsDocument, { fetchPolicy: "cache-and-network" });
  const [hide] = useMutation(HideFirstStepsDocument, {
    optimisticResponse: { hideFirstSteps: { __typename: "FirstStepsHidden", hidesFirstSteps: true } },
    update: (cache, { data: answer }) => {
      if (answer?.hideFirstSteps.__typename !== "FirstStepsHidden") return;
      cache.writeQuery({ query: FirstStepsDocument, data: { viewer: { __typename: "Viewer", hidesFirstSteps: true } } });
    },
  });
  const told = data?.viewer?.hidesFirstSteps;
  if (told != null) remember(told);
  return {
    areHidden: told ?? localStorage.getItem(REMEMBERED) !== null,
    // Where the service cannot be reached, they come back by themselves.
    hide: () => hide().catch(() => undefined),
  };
};
