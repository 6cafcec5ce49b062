// How pages look: system fonts, one accent a light, light and dark, phone to wall.

export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f6f4; --card: #fff; --ink: #1b1b1b; --dim: #565656; --edge: #d4d4d0; --link: #0b57d0;
  --stopped: #c4201a; --on-stopped: #fff; --cautioned: #f2b600; --on-cautioned: #1b1b1b;
  --running: #1a7a3c; --on-running: #fff; --sign-good: #1a7a3c; --sign-bad: #c4201a;
  font: 100%/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #121314; --card: #1d1f21; --ink: #ececec; --dim: #adadad; --edge: #3a3d40; --link: #8ab4f8;
    --sign-good: #58c27d; --sign-bad: #ff7a70; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
p { margin: .3rem 0; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
.unseen, .skip:not(:focus) {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
body > header {
  display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1.5rem;
  padding: .6rem 1rem; border-bottom: 1px solid var(--edge); background: var(--card);
}
nav { display: flex; gap: 1.2rem; align-items: baseline; }
.home { font-weight: 700; color: inherit; text-decoration: none; }
.who { font-weight: 600; margin-right: .5rem; }
main, body > noscript { display: block; max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 0; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem;
  margin-bottom: 1rem; }
.top p, .facts { color: var(--dim); }
.lines + .lines { margin-top: 1rem; }
.lines { display: grid; gap: 1rem; align-items: start; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); }
.line { background: var(--card); border: 1px solid var(--edge); border-top: .4rem solid; border-radius: .4rem;
  padding: .8rem 1rem; }
.line.stopped { border-top-color: var(--stopped); grid-column: 1 / -1; }
.line.cautioned { border-top-color: var(--cautioned); }
.line.running { border-top-color: var(--running); }
.line > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2rem 1rem; }
.line h2 a { color: inherit; }
.light { display: inline-block; padding: .1em .6em; border-radius: .3em;
  font-weight: 700; }
.light svg { width: .9em; height: .9em; margin-right: .2em; vertical-align: -.08em; fill: currentColor; }
.stopped .light { background: var(--stopped); color: var(--on-stopped); }
.cautioned .light { background: var(--cautioned); color: var(--on-cautioned); }
.running .light { background: var(--running); color: var(--on-running); }
.stops { list-style: none; margin: .6rem 0; padding: 0; display: grid; gap: .6rem; }
.stop { border-left: .25rem solid var(--edge); padding-left: .8rem; }
.what { font-size: 1.1rem; }
.acts { display: flex; flex-wrap: wrap; gap: .6rem; align-items: flex-start; margin: .4rem 0; }
button, summary { font: inherit; font-weight: 600; padding: .35rem .9rem; border: 1px solid var(--dim);
  border-radius: .3rem; background: var(--card); color: var(--ink); cursor: pointer; }
summary { width: fit-content; }
button:hover, summary:hover { border-color: var(--ink); text-decoration: underline; }
.danger { background: var(--stopped); border-color: var(--stopped); color: var(--on-stopped); }
.quiet { border-color: transparent; color: var(--link); padding: .2rem .4rem; }
details[open] { flex-basis: 100%; }
details form, .login { display: grid; gap: .4rem; max-width: 40rem; margin: .6rem 0; justify-items: start; }
input, select { font: inherit; padding: .4rem .6rem; width: 100%; border: 1px solid var(--dim); border-radius: .3rem;
  background: var(--page); color: var(--ink); }
section { margin: 1.5rem 0; }
section h2 { margin-bottom: .4rem; }
h3 { font-size: 1rem; margin: .6rem 0 .2rem; font-weight: 600; }
.events { list-style: none; margin: 0; padding: 0; }
.events li { padding: .35rem 0; border-bottom: 1px solid var(--edge); }
.events time { color: var(--dim); margin-right: .4rem; }
.events :target { background: var(--card); }
.search { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: end; margin: 1rem 0; }
.search p { flex: 1 1 9rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; font-weight: 400; padding: .25rem 1rem .25rem 0; vertical-align: top; }
thead th { color: var(--dim); }
.strip { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem; margin: 0; padding: 0; }
.strip li, .strip a { display: block; width: 1.6rem; height: 1.6rem; }
.strip svg { width: 1.6rem; height: 1.6rem; padding: .15rem; fill: currentColor; }
.strip .hollow { fill: none; stroke: currentColor; stroke-width: 2; }
.strip li, .strip li a { color: var(--dim); }
.strip .good, .strip .good a { color: var(--sign-good); }
.strip .bad, .strip .bad a { color: var(--sign-bad); }
figure { margin: .6rem 0; max-width: 34rem; }
.chart { display: block; width: 100%; height: auto; font-size: 11px; }
.chart text { fill: var(--dim); text-anchor: middle; }
.chart .most { text-anchor: start; }
.chart line { stroke: var(--edge); }
.by-person { fill: var(--link); }
.by-build { fill: var(--sign-bad); }
.by-alert { fill: var(--cautioned); }
.by-schedule { fill: var(--dim); }
.key { margin-right: 1rem; }
.key svg { width: .8em; height: .8em; }
.bar { width: 12rem; max-width: 40vw; height: .8em; fill: var(--link); }
#offline, .wrong { margin: 0; padding: .6rem 1rem; background: var(--cautioned); color: var(--on-cautioned);
  font-weight: 700; }
`;

/** The wall: read from five metres, so nothing is smaller than a fiftieth of its width, and colour fills the card. */
export const WALL_STYLE = `
.wall { font-size: max(1.9vw, 1rem); line-height: 1.25; }
.wall main { max-width: none; padding: 1vw; min-height: 100vh; display: flex; flex-direction: column; }
.wall .top { margin-bottom: .5rem; }
.wall h1 { font-size: 1.4em; }
.wall .top p { color: inherit; font-size: 1.4em; }
.wall .lines { flex: 1; display: flex; flex-wrap: wrap; gap: 1vw; align-items: stretch; }
.wall .lines + .lines { margin-top: 1vw; }
.wall .line { flex: 1 1 12em; border: 0; border-radius: .3em; padding: .6em .8em; }
.wall .line.stopped { flex: 3 1 30em; }
.acts:empty { display: none; }
.wall .line > header { display: block; }
.wall .line a { color: inherit; text-decoration: none; }
.wall .line h2 { font-size: 2em; line-height: 1.1; }
.wall .stopped h2 { font-size: 2.6em; }
.wall .state { font-size: 1.2em; }
.wall .light { padding: 0; }
.wall .line.stopped { background: var(--stopped); color: var(--on-stopped); }
.wall .line.cautioned { background: var(--cautioned); color: var(--on-cautioned); }
.wall .line.running { background: var(--running); color: var(--on-running); }
.wall .what { font-size: 1.3em; }
.wall .facts { color: inherit; }
.wall .stop { border-color: currentColor; }
.crowded { font-size: max(1.6vw, 1rem); line-height: 1.2; }
.crowded .top p, .crowded h1 { font-size: 1.2em; }
.crowded .lines { gap: .6vw; }
.crowded .calm { flex: none; }
.wall.crowded .line { flex: 1 1 10em; padding: .4em .6em; }
.wall.crowded .line.stopped, .wall.crowded .line.cautioned { flex: 1 1 24em; }
.crowded .trouble .line > header { display: flex; align-items: baseline; }
.wall.crowded .line h2 { font-size: 1.1em; }
.wall.crowded .line.stopped h2 { font-size: 1.7em; }
.wall.crowded .state { font-size: 1em; }
.wall.crowded .what { font-size: 1.1em; }
.crowded .stops { margin: .3em 0; gap: .3em; }
.crowded .stop p { margin: .1em 0; }
.crowded .facts, .crowded .facts + p { display: inline; }
.wall #offline { font-size: 1.5em; }
`;
