import { mayReadMetrics } from "@/lib/metrics/may-read";
import { scrape } from "@/lib/metrics/scrape";

/** Without a token in the settings this page does not exist. */
export async function GET(request: Request): Promise<Response> {
  const answer = mayReadMetrics(request.headers.get("authorization"));
  if (answer === "absent") return new Response("Not found\n", { status: 404 });
  if (answer === "no")
    return new Response("Unauthorized\n", { status: 401, headers: { "www-authenticate": "Bearer" } });
  const { text, contentType } = await scrape();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
