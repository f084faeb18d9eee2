// Signs and judges webhook deliveries with the vendors' own packages. Reads deliveries as JSON from standard input; writes for each the vendor's verdict,
// and for the vendors whose package can sign a delivery of their own.
import '@shopify/shopify-api/adapters/node';
import { Signature as HubSpot } from '@hubspot/api-client';
import { validateSignature as validateLine } from '@line/bot-sdk';
import { LinearWebhookClient } from '@linear/sdk/webhooks';
import * as octokit from '@octokit/webhooks-methods';
import { Paddle } from '@paddle/paddle-node-sdk';
import { ApiVersion, shopifyApi } from '@shopify/shopify-api';
import bolt from '@slack/bolt';
import { WebhooksHelper } from 'square';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';
import twilio from 'twilio';

const stripe = new Stripe('sk_test_none');

const vendors = {
  StandardWebhooks: {
    verify: d => new StandardWebhook(d.secret).verify(d.body, lower(d.headers)),
    sign: d => standard('webhook', new StandardWebhook(d.secret), d),
  },
  Svix: {
    verify: d => new SvixWebhook(d.secret).verify(d.body, lower(d.headers)),
    sign: d => standard('svix', new SvixWebhook(d.secret), d),
  },
  Stripe: {
    verify: d => stripe.webhooks.constructEvent(d.body, d.headers['Stripe-Signature'], d.secret),
    sign: d => ({ 'Stripe-Signature': stripe.webhooks.generateTestHeaderString({ payload: d.body, secret: d.secret, timestamp: d.now }) }),
  },
  GitHub: {
    verify: d => octokit.verify(d.secret, d.body, d.headers['X-Hub-Signature-256']),
    sign: async d => ({ 'X-Hub-Signature-256': await octokit.sign(d.secret, d.body), 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': d.id }),
  },
  Slack: {
    verify: d => bolt.verifySlackRequest({ signingSecret: d.secret, body: d.body, headers: { ...lower(d.headers), 'x-slack-request-timestamp': Number(d.headers['X-Slack-Request-Timestamp']) } }),
  },
  Shopify: {
    verify: async d => (await shopifyApi({ apiKey: 'key', apiSecretKey: d.secret, apiVersion: ApiVersion.Unstable, hostName: 'app.example.com', isEmbeddedApp: false, logger: { log() {} } })
      .webhooks.validate({ rawBody: d.body, rawRequest: { method: 'POST', url: '/', headers: { 'x-shopify-api-version': '2025-01', 'x-shopify-shop-domain': 'a.myshopify.com', ...lower(d.headers) } }, rawResponse: {} })).valid,
  },
  Twilio: {
    verify: d => twilio.validateRequest(d.secret, d.headers['X-Twilio-Signature'], d.url, Object.fromEntries(new URLSearchParams(d.body))),
    sign: d => ({
      'X-Twilio-Signature': twilio.getExpectedTwilioSignature(d.secret, d.url, Object.fromEntries(new URLSearchParams(d.body))),
      'Content-Type': 'application/x-www-form-urlencoded',
    }),
  },
  HubSpotV3: {
    verify: d => HubSpot.isValid({ signature: d.headers['X-HubSpot-Signature-v3'], method: 'POST', clientSecret: d.secret, requestBody: d.body, url: d.url, signatureVersion: 'v3', timestamp: Number(d.headers['X-HubSpot-Request-Timestamp']) }),
    sign: d => ({
      'X-HubSpot-Request-Timestamp': `${d.now * 1000}`,
      'X-HubSpot-Signature-v3': HubSpot.getSignature('POST', 'v3', { clientSecret: d.secret, requestBody: d.body, url: d.url, timestamp: d.now * 1000 }),
    }),
  },
  Line: { verify: d => validateLine(d.body, d.secret, d.headers['x-line-signature']) },
  Square: {
    verify: d => WebhooksHelper.verifySignature({ requestBody: d.body, signatureHeader: d.headers['x-square-hmacsha256-signature'], signatureKey: d.secret, notificationUrl: d.url }),
  },
  Linear: {
    verify: d => new LinearWebhookClient(d.secret).verify(Buffer.from(d.body), d.headers['linear-signature'], JSON.parse(d.body).webhookTimestamp),
  },
  Paddle: { verify: d => new Paddle('key').webhooks.isSignatureValid(d.body, d.secret, d.headers['Paddle-Signature']) },
};

function lower(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function standard(prefix, webhook, d) {
  return {
    [`${prefix}-id`]: d.id,
    [`${prefix}-timestamp`]: `${d.now}`,
    [`${prefix}-signature`]: webhook.sign(d.id, new Date(d.now * 1000), d.body),
  };
}

// Packages say no by false, by an exception, or by returning nothing at all where yes is an object.
async function verdict(vendor, delivery) {
  try {
    return await vendor.verify(delivery) !== false;
  } catch {
    return false;
  }
}

let input = '';
for await (const chunk of process.stdin) {
  input += chunk;
}

const deliveries = JSON.parse(input);

// Starting takes longer than some packages accept a delivery: for them it is the moment at which it was signed.
const now = deliveries[0].now * 1000;
globalThis.Date = class extends Date {
  constructor(...time) {
    super(...(time.length > 0 ? time : [now]));
  }

  static now() {
    return now;
  }
};

const output = [];
for (const delivery of deliveries) {
  const vendor = vendors[delivery.vendor];
  output.push({ verdict: await verdict(vendor, delivery), headers: vendor.sign ? await vendor.sign(delivery) : null });
}

process.stdout.write(JSON.stringify(output));
