/** The screens of an open library, in the order of the rail, with the keys that go there. */
export const ROOMS = [
  { id: 'library', to: '/library', keys: 'Alt+1' },
  { id: 'review', to: '/review', keys: 'Alt+2' },
  { id: 'documents', to: '/documents', keys: 'Alt+3' },
  { id: 'exhibits', to: '/exhibits', keys: 'Alt+4' },
  { id: 'custody', to: '/custody', keys: 'Alt+5' },
] as const;

export type RoomId = (typeof ROOMS)[number]['id'];
