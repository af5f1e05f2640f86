import type { ApolloClient, ApolloLink } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { type ComponentType, type ReactNode, StrictMode, useEffect } from "react";
import { useLocation, useNavigate, useRoutes } from "react-router";
import { createApolloClient } from "@/shared/apollo/client";
import { paths } from "@/shared/paths";
import { routes } from "./routes";
import { useScrollPlaces } from "./scroll-places";

const SIGNED_OUT = "signed-out";

type PagesProps = { client: ApolloClient; session: EventTarget; onDrawn: () => void };

/** The pages; leads to the sign-in page as soon as the service asks for a session. */
const Pages = ({ client, session, onDrawn }: PagesProps) => {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  useScrollPlaces();
  useEffect(onDrawn, [onDrawn]);
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

type Application = { client: ApolloClient; element: ReactNode };

/** Put the application together over a network and the router that holds its address. */
export const createApplication = (network: ApolloLink, Router: ComponentType<{ children: ReactNode }>): Application => {
  const session = new EventTarget();
  const client = createApolloClient(network, () => session.dispatchEvent(new Event(SIGNED_OUT)));
  // What was answered before the first drawing is drawn as it is; from then on a page asks anew.
  const handleDrawn = () => {
    client.prioritizeCacheValues = false;
  };
  const element = (
    <StrictMode>
      <ApolloProvider client={client}>
        <Router>
          <Pages client={client} session={session} onDrawn={handleDrawn} />
        </Router>
      </ApolloProvider>
    </StrictMode>
  );
  return { client, element };
};
