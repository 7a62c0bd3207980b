import type { Browser, Page } from "@playwright/test";
import { type Cookies, demo, mailsTo } from "./fixtures";
import { askForLink, changeEmail, foundWorkspace, linkIn, newPerson, type Person, signUp } from "./people";

/** Addresses that only a mail tells, every link still open, and the sessions of two people they concern. */
export type Mailed = Awaited<ReturnType<typeof mailOneOfEach>>;
export type Mailbox = "owner" | "member";
export type MailedPath = keyof Mailed["paths"];

/** Looking at a link does not use it up, so one of each serves every test that only looks. */
export async function mailOneOfEach(browser: Browser) {
  const opened = () => browser.newPage({ baseURL: demo.url });
  const pages = { owner: await opened(), member: await opened(), nobody: await opened() };
  try {
    const mailed = await mailAll(pages);
    return { ...mailed, sessions: { owner: await sessionOf(pages.owner), member: await sessionOf(pages.member) } };
  } finally {
    for (const page of Object.values(pages)) await page.context().close();
  }
}

/** In this order, so that a mailbox lists the same mails the same way every time. */
async function mailAll({ owner, member, nobody }: Record<Mailbox | "nobody", Page>) {
  const [berta, davi] = [newPerson("Berta Luz"), newPerson("Davi Costa")];
  const stranger = newPerson("Contabilidade-e-tesouraria do grupo");
  const newAddress = newPerson("Berta Luz").email;
  const slug = await foundWorkspace(owner, berta, "Luz Ceramics");
  await signUp(member, davi);
  await invite(owner, slug, [davi, stranger]);
  await changeEmail(owner, slug, berta, newAddress);
  const links = {
    memberInvitation: await linkIn(davi.email, "/invitation"),
    strangerInvitation: await linkIn(stranger.email, "/invitation"),
    confirmEmail: await linkIn(newAddress, "/confirm-email"),
    finishSignUp: await askForLink(nobody, "/sign-up", newPerson("Fabio Melo").email, "/sign-up/finish"),
    signInLink: await askForLink(nobody, "/sign-in/link", davi.email, "/sign-in/link"),
    resetPassword: await askForLink(nobody, "/forgot-password", davi.email, "/reset-password"),
  };
  const mailbox = `/dev/inbox?to=${encodeURIComponent(davi.email)}`;
  const [mail = "", ...mails] = [...(await mailsTo(newAddress)), ...(await mailsTo(davi.email))].map(
    ({ id }) => `/dev/inbox/${id}`,
  );
  return { paths: { ...links, mailbox, mail }, mails: [mail, ...mails] };
}

async function invite(page: Page, slug: string, people: readonly Person[]): Promise<void> {
  await page.goto(`/w/${slug}/team`);
  await page.getByLabel("E-mail addresses").fill(people.map(({ email }) => email).join("\n"));
  await page.getByRole("button", { name: "Send invitations" }).click();
}

async function sessionOf(page: Page): Promise<Cookies> {
  return (await page.context().cookies()).filter(({ name }) => name.endsWith("session-token"));
}
