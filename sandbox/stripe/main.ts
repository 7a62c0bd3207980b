import { createSandbox } from "./sandbox";

const {
  NODE_ENV,
  STRIPE_SANDBOX_IN_PRODUCTION,
  STRIPE_SANDBOX_DATABASE_URL,
  STRIPE_SANDBOX_PORT,
  STRIPE_SANDBOX_PUBLIC_URL,
} = process.env;

if (NODE_ENV === "production" && STRIPE_SANDBOX_IN_PRODUCTION !== "1") {
  throw new Error(
    "The Stripe sandbox gives credits for play money. It does not start in production unless STRIPE_SANDBOX_IN_PRODUCTION is 1.",
  );
}
if (!STRIPE_SANDBOX_DATABASE_URL)
  throw new Error("Name the database of the Stripe sandbox in STRIPE_SANDBOX_DATABASE_URL.");

const port = Number(STRIPE_SANDBOX_PORT || 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  throw new Error("STRIPE_SANDBOX_PORT must be a port number, or 0 for a free one.");

const sandbox = await createSandbox({
  databaseUrl: STRIPE_SANDBOX_DATABASE_URL,
  port,
  publicUrl: STRIPE_SANDBOX_PUBLIC_URL || undefined,
});
console.log(JSON.stringify({ url: sandbox.url }));

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    sandbox.close().then(() => process.exit(0));
  });
}
