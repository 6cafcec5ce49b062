// What runs in the browser: it follows the journal and lays a fresh main part over the old one. The page is whole
// without it. It is kept as text, because it is sent as it stands.

export const SCRIPT = String.raw`'use strict';
(() => {
  const find = (name) => document.getElementById(name);
  const login = document.querySelector('[data-login]');
  // A link on another site brings no session along (SameSite=Strict): ask again from here.
  if (login) fetch(location.href).then((answer) => answer.redirected && location.replace(answer.url));
  const follow = find('main').dataset.follow;
  if (!follow) return;
  const newsOf = (main) => [...main.querySelectorAll('[data-news]')].map((line) => line.dataset.news);
  let busy = false;
  let asked = false;
  const refresh = async () => {
    asked = true;
    if (busy) return;
    busy = true;
    while (asked) {
      asked = false;
      try {
        const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
        if (answer.redirected) return location.reload();
        if (!answer.ok) throw new Error(answer.statusText);
        show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
        // What is shown is true again; without the events it would not stay so.
        find('offline').hidden = events.readyState === EventSource.OPEN;
      } catch {
        find('offline').hidden = false;
      }
    }
    busy = false;
  };
  const show = (fresh) => {
    const [old, main] = [find('main'), fresh.getElementById('main')];
    const before = newsOf(old);
    const news = newsOf(main).filter((each) => !before.includes(each));
    const focused = document.activeElement;
    const at = focused && focused.id;
    // What is being filled in stays.
    for (const open of old.querySelectorAll('details[open][id]')) {
      const place = fresh.getElementById(open.id);
      if (place) place.replaceWith(open);
    }
    old.replaceChildren(...main.childNodes);
    document.title = fresh.title;
    if (old.contains(focused)) focused.focus({ preventScroll: true });
    else if (at && find(at)) find(at).focus({ preventScroll: true });
    if (news.length > 0) find('news').textContent = news.join(', ');
  };
  const events = new EventSource(follow);
  events.addEventListener('change', refresh);
  // What has happened while it was cut off comes with a fresh page, and takes the warning away.
  events.addEventListener('open', () => find('offline').hidden || refresh());
  events.addEventListener('error', () => {
    find('offline').hidden = false;
    // A server that answers with an error is not asked again by the browser.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 10000);
  });
  setInterval(refresh, 30000);
})();
`;
