import { useApolloClient, useMutation } from "@apollo/client/react";
import { Building2, ChevronsUpDown, LogOut, type LucideIcon, Settings, Sparkles } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { useQuery } from "@/shared/apollo/use-query";
import { dropDrafts } from "@/shared/kept-drafts";
import { rememberOrganization } from "@/shared/last-organization";
import { paths } from "@/shared/paths";
import { whenIdle } from "@/shared/when-idle";
import { AccountDocument, type AccountQuery, SignOutDocument } from "./account.generated";
import { texts } from "./texts";

const ITEM = "flex w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-left text-[13px] hover:bg-hover disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted";

const ItemLink = ({ to, icon: Icon, children, onClick }: { to: string; icon: LucideIcon; children: string; onClick: () => void }) => (
  <Link to={to} onClick={onClick} className={ITEM}>
    <Icon aria-hidden />
    <span className="min-w-0 truncate">{children}</span>
  </Link>
);

const useSignOut = () => {
  const [signOut, { loading }] = useMutation(SignOutDocument);
  const client = useApolloClient();
  const navigate = useNavigate();
  const handleSignOut = async () => {
    await signOut();
    dropDrafts();
    await navigate(paths.signIn.link());
    await client.clearStore();
  };
  return { handleSignOut, loading };
};

/** The browser's own popover closes on Escape and on a click outside, and stands in front of everything. */
const Menu = ({ viewer }: { viewer: NonNullable<AccountQuery["viewer"]> }) => {
  const { user, organization } = viewer;
  const { handleSignOut, loading } = useSignOut();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const name = user.displayName || user.email;
  useEffect(() => whenIdle(() => rememberOrganization(user.id, organization.id)), [user.id, organization.id]);
  const close = () => menu.current?.hidePopover();
  return (
    <>
      <button type="button" popoverTarget={id} className="flex min-w-0 items-center gap-2 rounded-md p-1 text-left hover:bg-hover lg:flex-1">
        <Avatar name={name} className="max-lg:size-7" />
        <span className="min-w-0 flex-1 text-xs leading-tight max-lg:sr-only">
          <span className="sr-only">{texts.menu}</span>
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-ink-muted">{organization.name}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-muted max-lg:hidden" />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="fixed inset-auto top-12 right-3 m-0 w-60 animate-fade rounded-lg border border-line bg-raised p-1.5 text-ink shadow-float lg:top-auto lg:right-auto lg:bottom-16 lg:left-3"
      >
        <div className="border-b border-line px-2.5 pt-1 pb-2 text-xs">
          <div className="truncate font-medium">{name}</div>
          <div className="truncate text-ink-muted">{user.email}</div>
        </div>
        <div className="grid grid-cols-1 pt-1.5">
          <ItemLink to={paths.settings.link("organization")} icon={Building2} onClick={close}>
            {texts.organization(organization.name)}
          </ItemLink>
          <ItemLink to={paths.settings.link()} icon={Settings} onClick={close}>
            {texts.settings}
          </ItemLink>
          <ItemLink to={paths.tour.link()} icon={Sparkles} onClick={close}>
            {texts.tour}
          </ItemLink>
          <button type="button" disabled={loading} onClick={() => void handleSignOut()} className={ITEM}>
            <LogOut aria-hidden />
            {texts.signOut}
          </button>
        </div>
      </div>
    </>
  );
};

/** Who is signed in, in which organization, and the ways from there; sends whoever is not signed in to the sign-in page. */
export const AccountMenu = () => {
  const { data } = useQuery(AccountDocument);
  const { pathname, search } = useLocation();
  if (!data) return <Skeleton className="h-10 w-8 lg:w-40" />;
  if (!data.viewer) return <Navigate to={paths.signIn.link(pathname + search)} replace />;
  return <Menu viewer={data.viewer} />;
};
