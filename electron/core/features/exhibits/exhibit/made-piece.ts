import * as z from 'zod';
import { ExhibitFile } from '../schema/bundle-schema.ts';
import { ClipSound } from '../schema/schema-parts.ts';

/** Films of one exhibit, and what their making told. */
export const MadePiece = z.object({
  files: z.array(ExhibitFile),
  frameMd5: z.array(z.string()),
  sound: ClipSound,
});
export type MadePiece = Readonly<z.infer<typeof MadePiece>>;

/** Where one export puts its files, and what of them need not be made again. */
export interface PieceKeeper {
  /**
   * The piece as `make` makes it into the folder `path` of the bundle, or as it was made from the same basis: by a run
   * that was stopped, or for the twin of this bundle. A file is taken over only if its bytes have the hash that the
   * library holds; what lies on the disk of the bundle says nothing by itself.
   */
  once(
    path: string,
    name: string,
    basis: object,
    make: () => Promise<MadePiece>,
    signal: AbortSignal,
  ): Promise<MadePiece>;
  /** How many pieces an earlier run had made. */
  readonly resumed: number;
}
