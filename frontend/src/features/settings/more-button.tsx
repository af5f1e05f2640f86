import { Button } from "@/components/ui/button";
import { texts } from "@/shared/texts";

type Props = { pageInfo: { hasNextPage: boolean; endCursor: string | null }; isFetching: boolean; onMore: (after: string | null) => void };

/** The next page of a list, while there is one. */
export const MoreButton = ({ pageInfo, isFetching, onMore }: Props) =>
  pageInfo.hasNextPage && (
    <Button size="small" className="justify-self-center" disabled={isFetching} onClick={() => onMore(pageInfo.endCursor)}>
      {isFetching ? texts.loading : texts.more}
    </Button>
  );
