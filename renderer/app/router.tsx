import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { AppFrame } from './frame/app-frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { ScreenFailed } from './frame/screen-failed.tsx';
import { LastDocument, LastRecording } from './last-opened-route.tsx';
import { openRecordingAhead, screens } from './screens.tsx';
import { documentsSearch, exhibitsSearch, librarySearch, reviewSearch } from './search-params.ts';

const root = createRootRoute({ component: AppFrame, notFoundComponent: NotFound });

const start = createRoute({ getParentRoute: () => root, path: '/', component: screens.start });
const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  validateSearch: librarySearch,
  component: screens.library,
});
const reviewLast = createRoute({ getParentRoute: () => root, path: '/review', component: LastRecording });
const review = createRoute({
  getParentRoute: () => root,
  path: '/review/$evidenceId',
  validateSearch: reviewSearch,
  // On the way there, not waited for; and not for a step within it, which changes the address, too.
  beforeLoad: ({ location, params, search: { frame = null, mark = null } }) => {
    if (!isShown(location.pathname)) openRecordingAhead(params.evidenceId, { frame, mark }).catch(() => undefined);
  },
  component: screens.review,
});
const documentsLast = createRoute({ getParentRoute: () => root, path: '/documents', component: LastDocument });
const documents = createRoute({
  getParentRoute: () => root,
  path: '/documents/$evidenceId',
  validateSearch: documentsSearch,
  component: screens.documents,
});
const exhibits = createRoute({
  getParentRoute: () => root,
  path: '/exhibits',
  validateSearch: exhibitsSearch,
  component: screens.exhibits,
});
const custody = createRoute({ getParentRoute: () => root, path: '/custody', component: screens.custody });

const routeTree = root.addChildren([start, library, reviewLast, review, documentsLast, documents, exhibits, custody]);

export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultErrorComponent: ScreenFailed,
  defaultPreload: false,
});

function isShown(path: string): boolean {
  return router.state.resolvedLocation?.pathname === path;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
