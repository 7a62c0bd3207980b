import activity from "../messages/en/activity.json";
import api from "../messages/en/api.json";
import apiKeys from "../messages/en/api-keys.json";
import auth from "../messages/en/auth.json";
import buy from "../messages/en/buy.json";
import cards from "../messages/en/cards.json";
import common from "../messages/en/common.json";
import crash from "../messages/en/crash.json";
import docs from "../messages/en/docs.json";
import errors from "../messages/en/errors.json";
import exportsWords from "../messages/en/exports.json";
import inbox from "../messages/en/inbox.json";
import invoices from "../messages/en/invoices.json";
import mail from "../messages/en/mail.json";
import notifications from "../messages/en/notifications.json";
import numbers from "../messages/en/numbers.json";
import operator from "../messages/en/operator.json";
import operatorCatalogue from "../messages/en/operator-catalogue.json";
import operatorPayments from "../messages/en/operator-payments.json";
import operatorWorkspaces from "../messages/en/operator-workspaces.json";
import overview from "../messages/en/overview.json";
import purchases from "../messages/en/purchases.json";
import rates from "../messages/en/rates.json";
import reconciliation from "../messages/en/reconciliation.json";
import settings from "../messages/en/settings.json";
import shell from "../messages/en/shell.json";
import team from "../messages/en/team.json";
import terms from "../messages/en/terms.json";
import usage from "../messages/en/usage.json";
import workspaces from "../messages/en/workspaces.json";

export const en = {
  activity,
  api,
  "api-keys": apiKeys,
  auth,
  buy,
  cards,
  common,
  crash,
  docs,
  errors,
  exports: exportsWords,
  inbox,
  invoices,
  mail,
  notifications,
  numbers,
  operator,
  "operator-catalogue": operatorCatalogue,
  "operator-payments": operatorPayments,
  "operator-workspaces": operatorWorkspaces,
  overview,
  purchases,
  rates,
  reconciliation,
  settings,
  shell,
  team,
  terms,
  usage,
  workspaces,
};

export type Messages = typeof en;
export type Namespace = keyof Messages;
