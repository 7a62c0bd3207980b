import { findMail, hasInbox } from "@/lib/inbox/data";

type Props = { params: Promise<{ id: string }> };

/** The mail alone, as a page that can run, load and submit nothing. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const mail = hasInbox() ? await findMail((await params).id) : null;
  if (!mail) return new Response("Not found\n", { status: 404 });
  return new Response(mail.html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    },
  });
}
