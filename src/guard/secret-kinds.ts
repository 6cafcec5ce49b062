// Keys and tokens that can be told by their form, each with the page that documents it. What has no form of
// its own (passwords, hex strings) is left to other tools: guessing refuses pushes that are in order.

export interface SecretKind {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /**
   * A fixed beginning and then a class of characters, counted from below only: linear by its shape. What
   * may not follow is one character behind a fixed count.
   */
  readonly pattern: RegExp;
}

const kind = (id: string, name: string, source: string, pattern: RegExp): SecretKind => ({
  id,
  name,
  pattern,
  source,
});

// prettier-ignore
export const SECRET_KINDS: readonly SecretKind[] = [
  kind('private-key', 'private key', 'rfc-editor.org/rfc/rfc7468',
    /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/),
  kind('putty-key', 'PuTTY private key', 'the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html',
    /PuTTY-User-Key-File-[0-9]: /),
  kind('age', 'age secret key', 'age-encryption.org/v1',
    /AGE-SECRET-KEY-1[0-9A-Z]{58}/),
  kind('aws', 'AWS access key', 'docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/),
  kind('github', 'GitHub token', 'github.blog/2021-04-05-behind-githubs-new-authentication-token-formats',
    /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{82})/),
  kind('gitlab', 'GitLab token', 'docs.gitlab.com/security/tokens/#token-prefixes',
    /(?<![A-Za-z0-9])(?:gl(?:pat|oas|dt|rt|cbt|ptt|ft|imt|agent|wt|soat|ffct)-|glrtr-|GR1348941)[A-Za-z0-9_-]{20}/),
  kind('slack', 'Slack token', 'docs.slack.dev/authentication/tokens',
    /(?<![A-Za-z0-9])(?:xox[abeoprs]|xapp)-[0-9A-Za-z]{1,20}-[0-9A-Za-z-]{10}/),
  kind('slack-webhook', 'Slack webhook', 'docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    /hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9]{6,20}\/[A-Za-z0-9]{6,20}\/[A-Za-z0-9]{16}/),
  kind('stripe', 'Stripe key', 'docs.stripe.com/keys',
    /(?<![A-Za-z0-9])(?:[sr]k_live_|whsec_)[A-Za-z0-9]{24}/),
  kind('google', 'Google API key', 'cloud.google.com/docs/authentication/api-keys',
    /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/),
  kind('google-oauth', 'Google OAuth secret', 'developers.google.com/identity/protocols/oauth2',
    /(?<![A-Za-z0-9])GOCSPX-[0-9A-Za-z_-]{28}/),
  kind('npm', 'npm token', 'github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format',
    /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/),
  kind('pypi', 'PyPI token', 'pypi.org/help/#apitoken',
    /(?<![A-Za-z0-9])pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50}/),
  kind('docker', 'Docker Hub token', 'docs.docker.com/security/access-tokens',
    /(?<![A-Za-z0-9])dckr_(?:pat|oat)_[A-Za-z0-9_-]{27}/),
  kind('sendgrid', 'SendGrid key', 'twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    /(?<![A-Za-z0-9])SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}/),
  kind('digitalocean', 'DigitalOcean token', 'docs.digitalocean.com/reference/api/create-personal-access-token',
    /(?<![A-Za-z0-9])do[opr]_v1_[a-f0-9]{64}/),
  kind('shopify', 'Shopify token', 'shopify.dev/docs/apps/build/authentication-authorization',
    /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/),
  kind('hugging-face', 'Hugging Face token', 'huggingface.co/docs/hub/security-tokens',
    /(?<![A-Za-z0-9])hf_[A-Za-z]{34}(?![A-Za-z0-9])/),
  kind('openai', 'OpenAI key', 'platform.openai.com/docs/api-reference/authentication',
    /(?<![A-Za-z0-9])sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,80}|[A-Za-z0-9]{20})T3BlbkFJ[A-Za-z0-9_-]{20}/),
  kind('anthropic', 'Anthropic key', 'docs.anthropic.com/en/api/overview',
    /(?<![A-Za-z0-9])sk-ant-(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80}/),
  kind('vault', 'HashiCorp Vault token', 'developer.hashicorp.com/vault/docs/concepts/tokens',
    /(?<![A-Za-z0-9])hv[sbr]\.[A-Za-z0-9_-]{24}/),
  kind('grafana', 'Grafana token', 'grafana.com/docs/grafana/latest/administration/service-accounts',
    /(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}/),
  kind('azure-storage', 'Azure storage key', 'learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    /AccountKey=[A-Za-z0-9+/]{86}==/),
  kind('new-relic', 'New Relic key', 'docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys',
    /(?<![A-Za-z0-9])NRAK-[A-Z0-9]{27}/),
  kind('linear', 'Linear key', 'linear.app/developers/graphql',
    /(?<![A-Za-z0-9])lin_api_[A-Za-z0-9]{40}/),
  kind('postman', 'Postman key', 'learning.postman.com/docs/developer/postman-api/authentication',
    /(?<![A-Za-z0-9])PMAK-[a-f0-9]{24}-[a-f0-9]{34}/),
];
