// Finds out whether a line refers to an issue: `#12`, `owner/repository#12`. Rules ask for no more, so
// that one look at each `#` is enough.

/** A keyword takes the text behind it, up to the next keyword, as a sentence of its own. */
const KEYWORD = /(?<!\w)(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?)(?!\w)/gi;

const LINE_END = /[\n\r\u2028\u2029]/;

/** An address on the web, found at its first letter or digit behind the slashes. */
const URL = /\bhttps?:\/\/[-@:%+.~#?&/=]*\w/;

/** Tells whether a line has a reference; in a footer, a colon may follow the keyword. */
export function hasReference(line: string, isFooterToken: boolean): boolean {
  // Splitting a line only to find that nothing is there would be the common case.
  if (!line.includes('#')) return false;
  return splitSentences(line, isFooterToken).some(refersToIssue);
}

/** Splits at keywords; one that no sentence follows is text like any other, but ends the one before. */
function splitSentences(line: string, isFooterToken: boolean): readonly string[] {
  const sentences: string[] = [];
  const keywords = [...line.matchAll(KEYWORD)];
  let rest = 0;
  keywords.forEach(({ 0: word, index }, which) => {
    const start = findSentence(line, index + word.length, isFooterToken);
    const end = keywords[which + 1]?.index ?? line.length;
    if (start === -1 || LINE_END.test(line.slice(start, end))) return;
    sentences.push(line.slice(rest, index), line.slice(start, end));
    rest = end;
  });
  return [...sentences, line.slice(rest)];
}

/** Returns where the text behind a keyword begins, or -1 where no white space stands between them. */
function findSentence(line: string, from: number, isFooterToken: boolean): number {
  const at = isFooterToken && line[from] === ':' ? from + 1 : from;
  let start = at;
  while (start < line.length && line.slice(start, start + 1).trim() === '') start++;
  return start === at ? -1 : start;
}

/** An address holds a `#` often enough, so a sentence with one is not looked at. */
function refersToIssue(sentence: string): boolean {
  if (!sentence.includes('#') || URL.test(sentence)) return false;
  const lineEnd = sentence.search(LINE_END);
  const end = lineEnd === -1 ? sentence.length : lineEnd;
  for (let at = sentence.indexOf('#'); at !== -1 && at < end; at = sentence.indexOf('#', at + 1)) {
    ISSUE.lastIndex = at;
    if (ISSUE.test(sentence)) return true;
  }
  return false;
}

/** One word with a digit in it, which ends where prose would end it. */
const ISSUE = /#(?=[\w-]*\d)[\w-]+(?![^\s,;.)\]])/y;
