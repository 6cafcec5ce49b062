// One step of the machine: the model and the real line do the same, and are then compared.
import * as fc from 'fast-check';
import { expectSame } from './compare.ts';
import type { Model } from './model.ts';
import type { Real } from './real.ts';

export type Step = fc.AsyncCommand<Model, Real>;

export interface Sides {
  readonly model: Model;
  readonly real: Real;
}

/** Makes steps out of what may be asked; `can` tells whether it makes sense of the model. */
export function step<T>(
  name: string,
  asked: fc.Arbitrary<T>,
  run: (asked: T, model: Model, real: Real) => Promise<unknown>,
  can: (asked: T, model: Readonly<Model>) => boolean = () => true,
): fc.Arbitrary<Step> {
  return asked.map((given) => ({
    check: (model) => can(given, model),
    run: async (model, real) => {
      real.now = ++model.now;
      await run(given, model, real);
      await expectSame(model, real);
    },
    toString: () => `${name} ${fc.stringify(given)}`,
  }));
}

/** The repository whose process does it. */
export const repo = fc.constantFrom('a', 'a', 'b');
