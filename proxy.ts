import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { newId } from "@/lib/ids";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Dresses requests and responses; never a lock. Everything it adds may be missing and every page, action and route
 * still decides for itself who may enter.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const requestId = newId("req");

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-request-id", requestId);
  headers.set("x-saldo-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Without a script a form that pays is answered with the way to the page that takes the money.
    "form-action 'self' https://checkout.stripe.com",
  ].join("; ");
}

// The API answers programs and dresses itself; to pass through here would copy every body, and cut off a long one. The
// pages of the sandbox bring a stricter policy of their own.
export const config = {
  matcher: ["/((?!_next/static/|v1/|v1$|sandbox/|favicon\\.ico$|icon\\.svg$|apple-icon\\.png$).*)"],
};
