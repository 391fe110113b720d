/**
 * What must stand before any other code of the page runs. The hosts' policy (`electron/hosts/security-headers.ts`) lets
 * no text become markup and no text become the address of a script, except through the policy made here.
 */
import { config } from 'zod';

/** Trusted Types of the browser (W3C); absent where a browser does not know them, and then its policy asks for none. */
interface TrustedTypePolicies {
  createPolicy(name: string, rules: Readonly<Record<string, (text: string) => string | null>>): void;
}

declare global {
  /** Read by react-style-singleton, the one other maker of style elements beside Mantine. */
  var __webpack_nonce__: string | undefined;
  interface Window {
    readonly trustedTypes?: TrustedTypePolicies;
  }
}

/** The nonce of this very document, which its style elements carry; browsers show it to scripts alone. */
export function styleNonce(): string {
  return document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? '';
}

/** Style sheets that Mantine sets through innerHTML pass; what could open a tag or name a character does not. */
export const allowedMarkup = (text: string): string | null => (/[<&]/.test(text) ? null : text);

/** Our own workers pass: files of the build beside the page. `base` is the page's own address. */
export function allowedScript(address: string, base: string): string | null {
  const page = new URL(base);
  const { protocol, host, pathname, search } = new URL(address, base);
  // Not by `origin`, which is "null" for the desktop app's scheme wherever that is not registered.
  const ours =
    protocol === page.protocol && host === page.host && /^\/assets\/[\w-]+\.js$/.test(pathname) && search === '';
  return ours ? address : null;
}

/** Call it first. */
export function guardPage(): void {
  globalThis.__webpack_nonce__ = styleNonce();
  // Zod tries whether it may compile code; it may not, and trying is a breach of the policy.
  config({ jitless: true });
  window.trustedTypes?.createPolicy('default', {
    createHTML: allowedMarkup,
    createScriptURL: (address) => allowedScript(address, document.baseURI),
    createScript: () => null,
  });
}
