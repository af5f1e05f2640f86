import type { ApolloClient, ApolloLink } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { type ComponentType, type ReactNode, StrictMode, useEffect } from "react";
import { useLocation, useNavigate, useRoutes } from "react-router";
import { createApolloClient } from "@/shared/apollo/client";
import { paths } from "@/shared/paths";
import { routes } from "./routes";
import { useScrollPlaces } from "./scroll-places";

const SIGNED_OUT = "signed-out";

type PagesProps = { client: ApolloClient; session: EventTarget };

/** The pages; leads to the sign-in page as soon as the service asks for a session. */
const Pages = ({ client, session }: PagesProps) => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  useScrollPlaces();
  useEffect(() => {
    if (pathname === paths.signIn.route) return;
    const leave = () => {
      void navigate(paths.signIn.link(pathname + search), { replace: true });
      void client.clearStore();
    };
    session.addEventListener(SIGNED_OUT, leave, { once: true });
    return () => session.removeEventListener(SIGNED_OUT, leave);
  }, [session, client, navigate, pathname, search]);
  return useRoutes(routes);
};

/** Put the application together over a network and the router that holds its address. */
export const createApplication = (network: ApolloLink, Router: ComponentType<{ children: ReactNode }>): ReactNode => {
  const session = new EventTarget();
  const client = createApolloClient(network, () => session.dispatchEvent(new Event(SIGNED_OUT)));
  return (
    <StrictMode>
      <ApolloProvider client={client}>
        <Router>
          <Pages client={client} session={session} />
        </Router>
      </ApolloProvider>
    </StrictMode>
  );
};
