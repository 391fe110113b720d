import { describe, expect, it } from 'vitest';
import { ClosingStack } from '../../electron/core/closing-stack.ts';

describe('ClosingStack', () => {
  it('closes in the opposite order, once, waiting for each', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    stack.defer(() => void closed.push('first'));
    stack.defer(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      closed.push('second');
    });
    await stack.close();
    await stack.close();
    expect(closed).toEqual(['second', 'first']);
  });

  it('takes every step although one fails, and throws the first failure', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    stack.defer(() => void closed.push('database'));
    stack.defer(() => Promise.reject(new Error('the later one')));
    stack.defer(() => {
      throw new Error('the first one');
    });
    await expect(stack.close()).rejects.toThrow('the first one');
    expect(closed).toEqual(['database']);
  });

  it('takes every step of what is abandoned and says nothing of what fails', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    stack.defer(() => void closed.push('database'));
    stack.defer(() => Promise.reject(new Error('comes of what is told already')));
    await stack.abandon();
    expect(closed).toEqual(['database']);
  });
});
