import type { ApolloClient, ApolloLink } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { type ReactNode, StrictMode } from "react";
import { type createMemoryRouter, RouterProvider } from "react-router";
import { createApolloClient } from "@/shared/apollo/client";
import { paths } from "@/shared/paths";
import { routes } from "./routes";

type Router = ReturnType<typeof createMemoryRouter>;

const leaveForSignIn = async (client: ApolloClient, router: Router) => {
  const { pathname, search } = router.state.location;
  if (pathname === paths.signIn.route) return;
  await router.navigate(paths.signIn.link(pathname + search), { replace: true });
  await client.clearStore();
};

/** Put the application together over a network and a way to make its router. */
export const createApplication = (network: ApolloLink, createRouter: (pages: typeof routes) => Router): ReactNode => {
  const router = createRouter(routes);
  const client: ApolloClient = createApolloClient(network, () => void leaveForSignIn(client, router));
  return (
    <StrictMode>
      <ApolloProvider client={client}>
        <RouterProvider router={router} />
      </ApolloProvider>
    </StrictMode>
  );
};
