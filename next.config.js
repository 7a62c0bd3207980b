import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin("./app/_gate/intl.ts");

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
];

/** Where readers of other products look for a page. */
const aliases = [
  ["billing", "overview"],
  ["billing/buy-credits", "buy"],
  ["billing/usage", "usage"],
  ["credits", "buy"],
  ["top-up", "buy"],
  ["add-funds", "buy"],
];

/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  serverExternalPackages: ["@node-rs/argon2", "pdfkit", "pino", "postgres"],
  outputFileTracingIncludes: { "/w/*/activity/statement.pdf": ["./app/fonts/*.ttf"] },
  redirects: async () =>
    aliases.map(([from, to]) => ({
      source: `/w/:workspace/${from}`,
      destination: `/w/:workspace/${to}`,
      permanent: false,
    })),
  headers: async () => [{ source: "/:path*", headers: everywhere }],
  agentRules: false,
  experimental: { agentUpgrade: false, authInterrupts: true },
};

export default withMessages(config);
