import type { CompanyInput, NewWorkspaceInput } from "@/lib/workspaces/schema";

type DemoWorkspace = NewWorkspaceInput & { slug: string; company?: CompanyInput };

/** All of them belong to the demo's owner, so that the switcher has something to switch. */
export const demoWorkspaces: readonly DemoWorkspace[] = [
  {
    slug: "kianda",
    name: "Kianda Logistics",
    currency: "AOA",
    country: "AO",
    timeZone: "Africa/Luanda",
    locale: "pt",
    company: {
      legalName: "Kianda Logistics, Lda",
      taxId: "5417263849",
      addressLine1: "Rua da Missão 42",
      addressLine2: "",
      city: "Luanda",
      region: "Luanda",
      postalCode: "",
      country: "AO",
      receiptsEmail: "finance@kianda.example",
    },
  },
  { slug: "bintang", name: "Bintang Kirim", currency: "IDR", country: "ID", timeZone: "Asia/Jakarta", locale: "id" },
  { slug: "meridian", name: "Meridian Care", currency: "INR", country: "IN", timeZone: "Asia/Kolkata", locale: "en" },
];
