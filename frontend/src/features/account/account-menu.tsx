import { useApolloClient, useMutation, useQuery } from "@apollo/client/react";
import { LogOut } from "lucide-react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { paths } from "@/shared/paths";
import { AccountDocument, SignOutDocument } from "./account.generated";
import { texts } from "./texts";

/** Who is signed in, in which organization, and the way out; sends whoever is not signed in to the sign-in page. */
export const AccountMenu = () => {
  const { data } = useQuery(AccountDocument);
  const [signOut, { loading }] = useMutation(SignOutDocument);
  const client = useApolloClient();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();

  const handleSignOut = async () => {
    await signOut();
    await navigate(paths.signIn.link());
    await client.clearStore();
  };

  if (!data) return <Skeleton className="h-8 w-24" />;
  if (!data.viewer) return <Navigate to={paths.signIn.link(pathname + search)} replace />;
  const { user, organization } = data.viewer;
  return (
    <div className="flex min-w-0 items-center gap-1">
      <div className="min-w-0 px-2 text-xs leading-tight max-lg:hidden">
        <div className="truncate font-medium">{user.displayName || user.email}</div>
        <div className="truncate text-ink-muted">{organization.name}</div>
      </div>
      <Button variant="ghost" size="icon" disabled={loading} onClick={handleSignOut} aria-label={texts.signOut} title={user.email}>
        <LogOut aria-hidden />
      </Button>
    </div>
  );
};
