/** Whom an invoice is to, as they were when they bought. Everything may be empty but the country. */
export type Buyer = {
  name: string;
  taxId: string;
  addressLine1: string;
  addressLine2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  email: string;
  /** Their own number for the order, printed on the invoice. */
  orderNumber: string;
};
