// Stands in for Intl.Segmenter in what is bundled for the command: @optique makes one as it is loaded, to
// measure help that few ask for, and that took 8 ms, where an empty Node takes 20.
const { Segmenter } = Intl;

export class LazySegmenter {
  readonly #how: ConstructorParameters<typeof Segmenter>;
  #made: Intl.Segmenter | undefined;

  constructor(...how: ConstructorParameters<typeof Segmenter>) {
    this.#how = how;
  }

  segment(text: string): Intl.Segments {
    return (this.#made ??= new Segmenter(...this.#how)).segment(text);
  }
}
