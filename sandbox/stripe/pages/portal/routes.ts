import type { Pages } from "../page";
import { cardPages } from "./cards";
import { detailPages } from "./details";
import { homePages } from "./home";
import { subscriptionPages } from "./subscriptions";

/** The account of a customer, as far as the shop lets them change it. */
export const portalPages: Pages = { ...homePages, ...cardPages, ...detailPages, ...subscriptionPages };
