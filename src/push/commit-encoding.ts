// Which encodings of a commit message keep ASCII where it is. `git log` converts a message before it
// looks for trailers; under UTF-7, UTF-16, HZ or ISO-2022 plain ASCII bytes then become other text,
// and the trailers we read would not be those that git shows.

const EXTENDS_ASCII = new RegExp(
  `^(?:${[
    'utf[-_]?8',
    '(?:us-)?ascii',
    'iso[-_]?8859[-_]?[0-9]{1,2}(?:-[ei])?',
    'latin-?[0-9]{1,2}',
    '(?:windows-?|cp-?)125[0-9]',
    'koi8-?[a-z]{1,2}',
    'euc-?(?:cn|jp|kr|tw)',
    'gb-?(?:2312|18030)|gbk|cp936',
    'big-?5(?:-hkscs)?|cp950|cp949',
    'shift[-_]?jis|sjis|cp932|windows-31j',
  ].join('|')})$`,
  'i',
);

/** Tells whether text in this encoding has every ASCII character at its ASCII byte. */
export function isReadableEncoding(name: string): boolean {
  return EXTENDS_ASCII.test(name);
}
