// A real OpenID Connect provider (oidc-provider) for tests: `node identity-provider.mjs PORT REDIRECT_URI`. It signs in whoever asks,
// under the name that they type; addresses that begin with "unverified" are not verified. Prints "ready" when it answers.
import { Provider } from "oidc-provider";

const [port, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: "skyt", client_secret: "a secret of tests for skyt, long enough", redirect_uris: [redirectUri] }],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  cookies: { keys: ["a key of tests"] },
  findAccount: (_context, login) => ({
    accountId: login,
    claims: () => ({ sub: login, name: login.split("@")[0], email: login, email_verified: !login.startsWith("unverified") }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));
