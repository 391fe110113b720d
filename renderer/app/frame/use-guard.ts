import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { AppState } from '../../../shared/library.ts';

/**
 * Every screen but Start needs an open library, and a page opened at Start goes on to a library that is open already.
 * While a library is locked the address stays, so that unlocking it leads back to the same place.
 * @returns true once the screen at `path` may be shown
 */
export function useGuard(state: AppState | undefined, path: string): boolean {
  const navigate = useNavigate();
  const first = useRef(true);
  const known = state !== undefined;
  const open = state?.open != null;
  const locked = state?.locked != null;
  useEffect(() => {
    if (!known) return;
    const opening = first.current;
    first.current = false;
    if (!open && !locked && path !== '/') void navigate({ to: '/', replace: true });
    if (open && path === '/' && opening) void navigate({ to: '/library', replace: true });
  }, [known, open, locked, path, navigate]);
  return !locked && (path === '/' || open);
}
