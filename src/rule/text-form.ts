// Texts that have to have a form: what an admin mistypes is found when the configuration is checked, and
// never in the middle of a push.

interface Form {
  /** Follows "has to be". */
  readonly wanted: string;
  readonly fits: (text: string) => boolean;
}

export const TEXT_FORMS = {
  path: { wanted: 'an absolute path', fits: (text) => text.startsWith('/') },
  /** RFC 6901; the empty one, which stands for the whole, means none here. */
  'json-pointer': {
    wanted: 'a JSON pointer, as /fields/status/name',
    fits: (text) => /^(?:\/(?:[^~/]|~[01])*)+$/.test(text),
  },
  'key-url': {
    wanted: 'an http or https URL with {key} in its path or query, and without a user and a fragment',
    fits: isKeyUrl,
  },
} as const satisfies Readonly<Record<string, Form>>;

export type TextForm = keyof typeof TEXT_FORMS;

/** A key may choose what is asked for, and never who is asked: it comes from a stranger. */
function isKeyUrl(template: string): boolean {
  const [one, other] = ['a', 'b'].map((key) => URL.parse(template.replaceAll('{key}', key)) ?? undefined);
  if (one === undefined || other === undefined) return false;
  const isBare = ({ protocol, username, password, hash }: URL): boolean =>
    /^https?:$/.test(protocol) && username + password + hash === '';
  const pathOf = ({ pathname, search }: URL): string => pathname + search;
  return isBare(one) && isBare(other) && one.host === other.host && pathOf(one) !== pathOf(other);
}
