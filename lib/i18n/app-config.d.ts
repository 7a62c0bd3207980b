import type { Messages } from "./catalogues/en";

declare module "next-intl" {
  interface AppConfig {
    Messages: Messages;
  }
}
