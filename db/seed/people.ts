import type { Language } from "@/lib/i18n/locales";

/** Invented people for the accounts of the demo. */
export const demoPeople: Record<string, { name: string; locale: Language }> = {
  "owner@kianda.example": { name: "Ana Silva", locale: "en" },
  "admin@kianda.example": { name: "Rui Costa", locale: "pt" },
  "finance@kianda.example": { name: "Teresa Neto", locale: "pt" },
  "dev@kianda.example": { name: "Mário Lopes", locale: "en" },
  "viewer@kianda.example": { name: "Joana Pinto", locale: "pt" },
  "operator@saldo.example": { name: "Sam Moore", locale: "en" },
};
