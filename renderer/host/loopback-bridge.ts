import type { AppEvent, Reply } from '../../shared/api.ts';
import type { HostBridge } from '../../shared/host-bridge.ts';
import { reportConnection } from './connection.ts';

/** The fact behind a failed request to a host that no longer answers; screens word it in the person's language. */
const lost: Reply = {
  ok: false,
  error: { code: 'internal', message: 'Aigaq does not answer.', details: { connection: 'lost' } },
};

async function post(name: string, input: unknown): Promise<Reply> {
  let response: Response;
  try {
    response = await fetch(`/rpc/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? {}),
      credentials: 'same-origin',
    });
  } catch {
    reportConnection('lost');
    return lost;
  }
  return readReply(response);
}

/** A host that guards itself may answer without our envelope (401, 413, a proxy's page). */
async function readReply(response: Response): Promise<Reply> {
  try {
    const body = (await response.json()) as Reply;
    if (typeof body === 'object' && body !== null && 'ok' in body) return body;
  } catch {
    // Not JSON: told below by its status.
  }
  const authorised = response.status !== 401 && response.status !== 403;
  return {
    ok: false,
    error: {
      code: authorised ? 'internal' : 'not_authorised',
      message: authorised
        ? `Aigaq answered with HTTP ${response.status} and nothing readable.`
        : 'This page is not signed in to Aigaq any more. Open it again from the program.',
      details: { status: response.status },
    },
  };
}

const RETRY_MS = 2000;

/**
 * Events over EventSource. The browser reconnects by itself after a dropped line, but gives up on an HTTP error;
 * then a new source is opened until the host answers again.
 */
function listen(listener: (event: AppEvent) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource('/events');
    source.onopen = () => reportConnection('open');
    source.onmessage = (message: MessageEvent<string>) => listener(JSON.parse(message.data) as AppEvent);
    source.onerror = () => {
      reportConnection('lost');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, RETRY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** The stand-in for the preload bridge when the page is served over loopback HTTP. */
export function loopbackBridge(): HostBridge {
  return {
    kind: 'loopback',
    call: post,
    on: listen,
    pathForFile: () => null,
    pickFolder: null,
    revealFolder: null,
  };
}
