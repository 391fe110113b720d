import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NONCE_PLACE, pageFiles } from '../../electron/hosts/page-files.ts';
import { contentSecurityPolicy } from '../../electron/hosts/security-headers.ts';
import { allowedMarkup, allowedScript } from '../../renderer/app/page-guard.ts';
import { HOSTILE_STRINGS } from '../support/hostile-strings.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('policy');

describe('the policy', () => {
  const policy = contentSecurityPolicy('abc');

  it('allows nothing inline, nothing compiled and nothing from elsewhere', () => {
    expect(policy).not.toMatch(/unsafe-|blob:|data:|https?:|\*/);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc';/);
    expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types default$/);
  });

  it('lets a document without a nonce set no style', () => {
    expect(contentSecurityPolicy()).toContain("style-src 'self';");
  });
});

describe('the page’s files', () => {
  it('give every document a nonce of its own, in its text and in its policy', () => {
    const dir = newDir();
    mkdirSync(join(dir, 'assets'));
    writeFileSync(
      join(dir, 'index.html'),
      `<meta property="csp-nonce" nonce="${NONCE_PLACE}"><link nonce="${NONCE_PLACE}">`,
    );
    writeFileSync(join(dir, 'assets', 'a.js'), `"${NONCE_PLACE}"`);
    const find = pageFiles(dir);
    const nonces = Array.from({ length: 100 }, () => {
      const page = find('/');
      const [, nonce = ''] = /nonce-([\w-]{22})'/.exec(page?.policy ?? '') ?? [];
      expect(page?.data.toString().split(`nonce="${nonce}"`)).toHaveLength(3);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(100);
    expect(find('/assets/a.js')?.policy).not.toContain('nonce-');
    expect(find('/assets/a.js')?.data.toString()).toContain(NONCE_PLACE);
  });
});

describe('the page’s own policy', () => {
  it('makes markup of no text that could open a tag', () => {
    const css = '@media (max-width: 47.99em) {.mantine-visible-from-sm {display: none !important;}}';
    expect(allowedMarkup(css)).toBe(css);
    for (const text of HOSTILE_STRINGS.filter((each) => /[<&]/.test(each))) expect(allowedMarkup(text)).toBeNull();
  });

  it.each([
    ['http://127.0.0.1:4000/assets/frame-worker-CUBKZU_1.js', true],
    ['/assets/print-worker-1.js', true],
    ['http://127.0.0.1:4001/assets/frame-worker.js', false],
    ['//evil.example/assets/a.js', false],
    ['http://127.0.0.1:4000/media/original/abc', false],
    ['/assets/../media/original/abc.js', false],
    ['/assets/a.js?x=1', false],
    ['blob:http://127.0.0.1:4000/1', false],
    ['data:text/javascript,alert(1)', false],
    ['javascript:alert(1)', false],
  ])('takes %s for a script: %s', (address, taken) => {
    expect(allowedScript(address, 'http://127.0.0.1:4000/')).toBe(taken ? address : null);
  });

  it('knows the desktop app’s scheme', () => {
    const base = 'aigaq://app/';
    expect(allowedScript('aigaq://app/assets/a-1.js', base)).toBe('aigaq://app/assets/a-1.js');
    expect(allowedScript('aigaq://other/assets/a-1.js', base)).toBeNull();
  });
});
