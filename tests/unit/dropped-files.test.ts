import { describe, expect, test } from 'vitest';
import { filesBelow } from '../../renderer/features/library/dropped-files.ts';

/** Entries as Chromium hands them out: files by callback, folders in portions that end with an empty one. */
const fileEntry = (name: string) => ({
  isFile: true,
  isDirectory: false,
  file: (found: (file: File) => void) => found(new File([name], name)),
});
const folderEntry = (portions: readonly (readonly object[])[]) => ({
  isFile: false,
  isDirectory: true,
  createReader: () => {
    const left = [...portions];
    return { readEntries: (found: (entries: readonly object[]) => void) => found(left.shift() ?? []) };
  },
});
const names = async (entry: Parameters<typeof filesBelow>[0]) => (await filesBelow(entry)).map((file) => file.name);

describe('dropped folders', () => {
  test('a file is itself', async () => expect(await names(fileEntry('a.mp4'))).toEqual(['a.mp4']));

  test('a folder gives everything below it, in every portion and at every depth', async () => {
    const deep = folderEntry([[fileEntry('c')]]);
    const folder = folderEntry([[fileEntry('a'), deep], [fileEntry('b')]]);
    expect(await names(folder)).toEqual(['a', 'c', 'b']);
  });

  test('an empty folder gives nothing', async () => expect(await names(folderEntry([]))).toEqual([]));

  test('a file that cannot be read fails the whole drop, which says so', async () => {
    const broken = {
      isFile: true,
      isDirectory: false,
      file: (_: unknown, failed: (error: Error) => void) => failed(new Error('gone')),
    };
    await expect(filesBelow(folderEntry([[broken]]))).rejects.toThrow('gone');
  });
});
