import { Skeleton } from '@mantine/core';

interface SkeletonRowsProps {
  readonly rows: number;
  /** Height of a real row in pixels, so that nothing moves when rows arrive. */
  readonly height?: number;
}

/** Stand-ins of the real size while a list is on its way. */
export function SkeletonRows({ rows, height = 28 }: SkeletonRowsProps) {
  return (
    <div aria-busy="true">
      {Array.from({ length: rows }, (_, n) => n).map((n) => (
        <div key={n} style={{ height, padding: '0 12px', display: 'flex', alignItems: 'center' }}>
          <Skeleton height={10} width={`${85 - ((n * 23) % 45)}%`} radius="sm" />
        </div>
      ))}
    </div>
  );
}
